/** Name and version of the studio, written into every face's provenance. The version is package.json's. */
export const APP = 'synfer-studio/0.1.0';
