import { testRecipe } from '../recipe/testRecipe';
import type { Face } from './face';
import { NO_VERDICT } from './label';

/** A face for tests, of 8 × 8 pixels, that nobody has labelled. @param id 16 hexadecimal digits */
export function testFace(id: string): Face {
  return {
    id,
    recipe: testRecipe(),
    pixels: { width: 8, height: 8, data: new Uint8ClampedArray(256) },
    label: { votes: [], realisedAu: null, ...NO_VERDICT },
    requestedAu: null,
    unknownWords: [],
    provenance: { app: '0.1.0', pack: 'a-pack', packSha256: '', backend: { kind: 'node' }, milliseconds: 1 },
  };
}
