/** A file of the studio that runs no script of it. */
export const QUIET_PAGE = '/packs/synfer-faces-256/pack.json';
