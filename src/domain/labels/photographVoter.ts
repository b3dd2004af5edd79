/**
 * How the photograph voter is called in a face's votes and in columns of exports, and for people: the recogniser that `npm run voter`
 * makes, so that an outsider has a say on faces that the pack's own voters know from renders alone.
 */
export const PHOTOGRAPH_VOTER = { voter: 'photograph', label: 'Photograph voter' } as const;
