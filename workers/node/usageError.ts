/** Something that whoever gave the command can put right. The message says how. */
export class UsageError extends Error {}
