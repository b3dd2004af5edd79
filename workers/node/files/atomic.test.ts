import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeWhole } from './atomic';
import { removeLeftovers } from './leftovers';

describe('a file that is written whole', () => {
  it('is there whole, with nothing beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'whole-'));
    await writeWhole(join(folder, 'a.json'), 'all of it');
    expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('all of it');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  const left = async (guarded: boolean, ...names: string[]) => {
    const folder = await mkdtemp(join(tmpdir(), 'whole-'));
    for (const name of names) await writeFile(join(folder, name), '');
    await removeLeftovers(join(folder, 'a.json'), { guarded });
    return (await readdir(folder)).sort();
  };
  const here = hostname();

  it('loses what killed processes left beside it, and no other file', async () => {
    expect(await left(false, `a.json.tmp-${here}-${NOBODY}`, `a.json.gone-${here}-${NOBODY}`, 'a.json', `b.json.tmp-${here}-${NOBODY}`)).toEqual(['a.json', `b.json.tmp-${here}-${NOBODY}`]);
  });

  it('keeps what a process may still need: one that lives, or one of another machine until a minute has gone by', async () => {
    const names = [`a.json.now-${here}-1`, `a.json.tmp-elsewhere-${NOBODY}`];
    expect(await left(false, ...names)).toEqual(names);
    expect(await left(true, ...names)).toEqual([]);
  });
});

/** No process has this number: kernels end before it. */
const NOBODY = '99999999';
