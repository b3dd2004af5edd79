/** A licence that a set can be given. */
export interface Licence {
  /** SPDX identifier. */
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** As the Hugging Face hub names it in a dataset card. */
  readonly hub: string;
}

export const LICENCES = [
  { id: 'CC-BY-4.0', name: 'Creative Commons Attribution 4.0', url: 'https://creativecommons.org/licenses/by/4.0/', hub: 'cc-by-4.0' },
  { id: 'CC0-1.0', name: 'Creative Commons Zero 1.0 (public domain)', url: 'https://creativecommons.org/publicdomain/zero/1.0/', hub: 'cc0-1.0' },
  { id: 'CC-BY-SA-4.0', name: 'Creative Commons Attribution-ShareAlike 4.0', url: 'https://creativecommons.org/licenses/by-sa/4.0/', hub: 'cc-by-sa-4.0' },
  { id: 'CC-BY-NC-4.0', name: 'Creative Commons Attribution-NonCommercial 4.0', url: 'https://creativecommons.org/licenses/by-nc/4.0/', hub: 'cc-by-nc-4.0' },
  { id: 'MIT', name: 'MIT licence', url: 'https://opensource.org/license/mit', hub: 'mit' },
] as const satisfies readonly Licence[];

export type LicenceId = (typeof LICENCES)[number]['id'];

export function licence(id: LicenceId): Licence {
  return LICENCES.find((candidate) => candidate.id === id) ?? LICENCES[0];
}

/** True where the text is a licence's id. */
export function isLicenceId(text: string): text is LicenceId {
  return LICENCES.some(({ id }) => id === text);
}
