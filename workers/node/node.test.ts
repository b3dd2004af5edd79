import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRecipesArguments } from './commands/recipesArguments';
import { diskPackReader } from './diskReader';
import { enlarge } from './enlarge';
import { openLabelsFile } from './labelsFile';
import { progressText } from './progress';
import { UsageError } from './usageError';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synth-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('labels.jsonl', () => {
  it('is added to, and knows what is done', async () => {
    const path = join(folder, 'labels.jsonl');
    await (await openLabelsFile(path)).append({ id: 'a' });
    const again = await openLabelsFile(path);
    expect([...again.done]).toEqual(['a']);
    await again.append({ id: 'b' });
    expect(again.done.has('b')).toBe(true);
    expect(await readFile(path, 'utf8')).toBe('{"id":"a"}\n{"id":"b"}\n');
  });

  it('drops a line that a broken-off run left unfinished', async () => {
    const path = join(folder, 'labels.jsonl');
    await writeFile(path, '{"id":"a"}\n{"id":"b","fi');
    const labels = await openLabelsFile(path);
    await labels.append({ id: 'c' });
    expect(await readFile(path, 'utf8')).toBe('{"id":"a"}\n{"id":"c"}\n');
  });
});

describe('a labels.jsonl that cannot be gone on with', () => {
  it.each([
    ['a line of somebody else', '{"id":"a"}\n{"name":"x"}\n'],
    ['a text', 'my notes\n'],
    ['an unfinished line of somebody else', '{"id":"a"}\nmy no'],
  ])('is left as it is: %s', async (_, text) => {
    const path = join(folder, 'labels.jsonl');
    await writeFile(path, text);
    await expect(openLabelsFile(path)).rejects.toThrow('not written by synth');
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('is not taken for an empty one where it cannot be read', async () => {
    await mkdir(join(folder, 'labels.jsonl'));
    await expect(openLabelsFile(join(folder, 'labels.jsonl'))).rejects.toThrow('EISDIR');
  });
});

describe('the command line', () => {
  it('is read', () => {
    expect(parseRecipesArguments(['--recipe', 'r.json', '--out', 'o', '--count', '3', '--set', 'seed=1', '--set', 'au.AU12=1', '--no-png'])).toMatchObject({
      recipe: 'r.json', out: 'o', count: 3, settings: ['seed=1', 'au.AU12=1'], png: false, student: false, scale: 1, threads: null, pack: null,
    });
  });

  it('can ask for the student', () => {
    expect(parseRecipesArguments(['--recipe', 'r.json', '--out', 'o', '--student'])).toMatchObject({ student: true });
  });

  it('is read for a labelled set', () => {
    expect(parseRecipesArguments(['--recipe', 'r.json', '--out', 'o', '--format', 'rafdb', '--name', 'mine', '--licence', 'MIT', '--split', '2:1:0'])).toMatchObject({
      format: 'rafdb', name: 'mine', licence: 'MIT', ratios: { train: 2, validation: 1, test: 0 },
    });
    expect(parseRecipesArguments(['--recipe', 'r.json', '--out', 'o'])).toMatchObject({ format: null });
  });

  it('gives help', () => {
    expect(parseRecipesArguments(['--help'])).toBeNull();
  });

  it.each([
    [['--recipe', 'r.json']],
    [['--out', 'o']],
    [['--recipe', 'a', '--recipes', 'b', '--out', 'o']],
    [['--recipes', 'b', '--count', '2', '--out', 'o']],
    [['--recipe', 'a', '--out', 'o', '--count', 'many']],
    [['--recipe', 'a', '--out', 'o', '--colour', 'x']],
    [['--recipe', 'a', '--out', 'o', '--format', 'jpeg']],
    [['--recipe', 'a', '--out', 'o', '--format', 'parquet', '--no-png']],
    [['--recipe', 'a', '--out', 'o', '--format', 'parquet', '--licence', 'none']],
    [['--recipe', 'a', '--out', 'o', '--format', 'parquet', '--name', '../up']],
    [['--recipe', 'a', '--out', 'o', '--format', 'parquet', '--split', '0:0:0']],
    [['--recipe', 'a', '--out', 'o', '--format', 'parquet', '--split', '80:20']],
    [['--recipe', 'a', '--out', 'o', '--split', '80:10:10']],
  ])('refuses %j', (argv) => {
    expect(() => parseRecipesArguments(argv)).toThrow(UsageError);
  });
});

describe('on disk', () => {
  it('a pack file is read as it lies there, from wherever one asks', async () => {
    await writeFile(join(folder, 'a.onnx'), 'hello');
    const reader = diskPackReader(folder);
    expect(await (await reader.local?.('a.onnx'))?.text()).toBe('hello');
    expect(await new Response((await reader.open('a.onnx', 3, null)).body).text()).toBe('lo');
    await expect(reader.open('b.onnx', 0, null)).rejects.toHaveProperty('code', 'pack-unreachable');
  });
});

describe('progress and pictures', () => {
  it('says how long is left', () => {
    expect(progressText(0, 10, 0, 0)).toBe('0/10 faces');
    expect(progressText(5, 10, 5, 6500)).toBe('5/10 faces, 1.3 s each, 7 s left');
    expect(progressText(10, 5000, 10, 20_000)).toBe('10/5000 faces, 2.0 s each, 2 h 46 min left');
  });

  it('enlarges by repeating pixels', () => {
    const image = { width: 1, height: 1, data: Uint8ClampedArray.of(1, 2, 3, 4) };
    expect([...enlarge(image, 2).data]).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]);
    expect(enlarge(image, 1)).toBe(image);
  });
});
