import { testRecipe } from '../recipe/testRecipe';
import type { Face } from './face';

/** A face for tests, of 8 × 8 pixels. @param id 16 hexadecimal digits */
export function testFace(id: string): Face {
  return {
    id,
    recipe: testRecipe(),
    pixels: { width: 8, height: 8, data: new Uint8ClampedArray(256) },
    label: { votes: [], probabilities: Array<number>(8).fill(1 / 8), recognised: 'neutral', confidence: 1 / 8, rectified: false, realisedAu: null },
    requestedAu: null,
    unknownWords: [],
    provenance: { app: '0.1.0', pack: 'a-pack', packSha256: '', backend: { kind: 'node' }, milliseconds: 1 },
  };
}
