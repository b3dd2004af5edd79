import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeLeftovers, writeWhole } from './atomic';

describe('a file that is written whole', () => {
  it('is there whole, with nothing beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'whole-'));
    await writeWhole(join(folder, 'a.json'), 'all of it');
    expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('all of it');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('loses what a killed process left beside it, and no other file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'whole-'));
    for (const name of ['a.json.tmp-123', 'b.json.tmp-123', 'a.json']) await writeFile(join(folder, name), '');
    await removeLeftovers(join(folder, 'a.json'));
    expect((await readdir(folder)).sort()).toEqual(['a.json', 'b.json.tmp-123']);
  });
});
