import type { FaceSummary } from './summary';

/** A face in short for tests, with parts changed. */
export function testSummary(parts: Partial<FaceSummary> & Pick<FaceSummary, 'id'>): FaceSummary {
  return {
    savedAt: 0,
    pack: 'synfer-faces-256',
    prompt: '',
    seed: 7,
    requested: null,
    recognised: 'neutral',
    confidence: 0.5,
    entropy: 0.5,
    margin: 0.5,
    votes: [],
    agreement: 1,
    au: null,
    hash: '0'.repeat(64),
    quality: [],
    ...parts,
  };
}
