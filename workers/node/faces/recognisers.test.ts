import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyRecogniser } from '../../../e2e/support/tinyRecogniser';
import { sha256Hex } from '../../../src/domain/bytes/sha256';
import { testRecipe } from '../../../src/domain/recipe/testRecipe';
import type { PseudoLabel } from '../../../src/domain/face/label';
import { Workshop } from './workshop';

/** Without voters of its own. */
const PACK = fileURLToPath(new URL('../../../e2e/fixtures/tiny-stable-diffusion', import.meta.url));
const recipe = testRecipe({ pack: 'tiny-stable-diffusion', prompt: 'a face', expression: 'fear', steps: 2, semanticGuidance: { strength: 0, start: 0, end: 1, iterations: 1 } });

describe('a Stable Diffusion pack on the command line', () => {
  let folder: string;
  let sha256: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'synfer-recogniser-'));
    const files = await tinyRecogniser();
    for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
    sha256 = await sha256Hex(new Uint8Array(files.get('tiny.onnx') ?? []));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function labelBy(folders: readonly string[], counts: number | null): Promise<PseudoLabel> {
    const workshop = await Workshop.open({ pack: PACK, provider: 'cpu', threads: 1, layout: null, scale: 1, batch: 1, recognisers: { folders, counts } });
    const [outcome] = await workshop.makeTogether([recipe]);
    return outcome?.kind === 'made' ? outcome.made.face.label : expect.unreachable(outcome?.reason);
  }

  it('gives faces no label, whatever was asked for', async () => {
    expect(await labelBy([], null)).toMatchObject({ recognised: null, probabilities: null });
  }, 60_000);

  it('hears a recogniser that nobody has measured, and labels by it once it is given a weight', async () => {
    expect(await labelBy([folder], null)).toMatchObject({ recognised: null });
    const label = await labelBy([folder], 0.5);
    expect(label.recognised).toMatch(/happiness|surprise|anger|fear/);
    expect(label.votes.at(-1)).toMatchObject({ voter: 'own-tiny-net', label: 'Tiny net', sha256 });
  }, 60_000);

  it('says why where a recogniser cannot be used', async () => {
    await expect(labelBy([PACK], 1)).rejects.toThrow(/cannot be used: voter\.json is not among its files/);
  }, 60_000);
});
