import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recipeId } from '../../src/domain/recipe/canonical';
import { parseRecipe } from '../../src/domain/recipe/parse';
import { testRecipe } from '../../src/domain/recipe/testRecipe';
import { readRecipe } from '../../src/domain/png/recipeChunk';

/** The command as it is run, with the tiny pack. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACK = join(ROOT, 'e2e/fixtures/tiny-pack');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synth é '));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function synth(args: readonly string[], root = ROOT): Promise<{ code: number; said: string }> {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', join(root, 'workers/node/synth.ts'), ...args], { cwd: ROOT });
  return run.then(
    ({ stderr }) => ({ code: 0, said: stderr }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}

const tiny = (parts: Parameters<typeof testRecipe>[0]) => testRecipe({ pack: 'tiny-random', steps: 2, textGuidance: 1, au: { AU12: 1 }, ...parts });

describe('synth --recipes', () => {
  it('makes each face once, names the pack that made it, records what cannot be made and goes on', async () => {
    const recipes = [tiny({ seed: 1, pack: 'another' }), tiny({ seed: 1 }), tiny({ seed: 2, au: { AU99: 1 } }), tiny({ seed: 3 })];
    await writeFile(join(folder, 'many.jsonl'), recipes.map((recipe) => `${JSON.stringify(recipe)}\n`).join(''));
    const out = join(folder, 'faces');
    const { code, said } = await synth(['--recipes', join(folder, 'many.jsonl'), '--out', out, '--pack', PACK]);
    expect({ code, said }).toMatchObject({ code: 3 });
    expect(said).toContain('made, and named, with "tiny-random"');
    expect(said).toContain('1 recipes were there twice');
    const rows = (await readFile(join(out, 'labels.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { id: string; file: string });
    expect(rows.map(({ id }) => id)).toEqual([await recipeId(parseRecipe(recipes[1])), await recipeId(parseRecipe(recipes[3]))]);
    expect((await readRecipe(new Uint8Array(await readFile(join(out, rows[0]?.file ?? '')))))?.pack).toBe('tiny-random');
    expect(JSON.parse(await readFile(join(out, 'failed.jsonl'), 'utf8'))).toMatchObject({ code: 'recipe-unknown-au', recipe: { seed: 2 } });
    expect((await readdir(out)).sort()).toEqual([...rows.map(({ file }) => file), 'failed.jsonl', 'labels.jsonl'].sort());
  }, 60_000);

  it('finds the only pack below a path with a space and an accent', async () => {
    const root = join(folder, 'a né folder');
    for (const name of ['workers', 'src', 'package.json']) await cp(join(ROOT, name), join(root, name), { recursive: true });
    await cp(PACK, join(root, 'public/packs/tiny'), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    const recipe = join(folder, 'one.json');
    await writeFile(recipe, JSON.stringify(tiny({})));
    expect(await synth(['--recipe', recipe, '--out', join(folder, 'one')], root)).toMatchObject({ code: 0 });
  }, 60_000);

  it('refuses what it cannot go on with before it makes anything', async () => {
    const out = join(folder, 'foreign');
    await mkdir(out);
    await writeFile(join(out, 'labels.jsonl'), 'mine\n');
    await copyFile(join(folder, 'many.jsonl'), join(folder, 'again.jsonl'));
    const { code, said } = await synth(['--recipes', join(folder, 'again.jsonl'), '--out', out, '--pack', PACK]);
    expect(code).toBe(2);
    expect(said).toContain('was not written by synth');
    expect(await readdir(out)).toEqual(['labels.jsonl']);
  }, 60_000);
});
