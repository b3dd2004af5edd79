/** Largest PNG file that is read at all. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
