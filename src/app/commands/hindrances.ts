/** Conditions of commands. A hindrance says why a command cannot run now, in a sentence; null where it can. */

export const always = () => null;

/** A hindrance that is there while the condition does not hold. */
export const unless = (condition: () => boolean, why: string) => () => (condition() ? null : why);
