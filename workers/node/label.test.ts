import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyGraph, tinyRecogniser } from '../../e2e/support/tinyRecogniser';
import { labelCommand, parseLabelArguments } from './commands/label';
import { UsageError } from './usageError';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const ROOT = path('../..');
const TINY_PACK = path('../../e2e/fixtures/tiny-pack');
const run = promisify(execFile);

interface Ended {
  readonly code: number;
  readonly stderr: string;
}

async function label(cwd: string, ...argv: string[]): Promise<Ended> {
  const command = run(process.execPath, [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), path('synth.ts'), 'label', ...argv], { cwd });
  return command.then(({ stderr }) => ({ code: 0, stderr })).catch((error: { code: number; stderr: string }) => ({ code: error.code, stderr: error.stderr }));
}

async function writeRecogniser(folder: string, given?: Parameters<typeof tinyRecogniser>[0]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of await tinyRecogniser(given)) await writeFile(join(folder, name), bytes);
}

/** The known faces in one wide picture, on a wall. */
async function groupPicture(out: string): Promise<void> {
  const faces = ['happiness', 'surprise'].map((name, i) => ({ input: path(`../../public/voters/known/${name}.png`), left: 80 + 400 * i, top: 120 }));
  await sharp({ create: { width: 820, height: 500, channels: 3, background: { r: 205, g: 190, b: 165 } } }).composite(faces).jpeg({ quality: 95 }).toFile(out);
}

/** What stands between fences, in order. */
function fenced(markdown: string): string[] {
  return [...markdown.matchAll(/```[a-z]+\n([\s\S]*?)```/g)].map(([, text = '']) => text);
}

describe('npm run label', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'synfer-label-'));
    await mkdir(join(folder, 'photos/more'), { recursive: true });
    for (const name of ['happiness', 'surprise', 'anger']) await cp(path(`../../public/voters/known/${name}.png`), join(folder, `photos/${name}.png`));
    await groupPicture(join(folder, 'photos/more/two.jpg'));
    await writeFile(join(folder, 'photos/broken.png'), 'no picture');
    await sharp({ create: { width: 64, height: 64, channels: 3, background: 'gray' } }).png().toFile(join(folder, 'photos/wall.png'));
    await writeRecogniser(join(folder, 'my-net'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives the votes on each face of a folder of pictures, and says which had none or could not be read', async () => {
    const { code, stderr } = await label(folder, '--pack', TINY_PACK, '--voter', 'my-net', '--out', 'votes.jsonl', 'photos');
    expect(stderr).toContain('Tiny net: happiness → happiness, surprise → surprise, anger → anger');
    expect(stderr).not.toContain('warning');
    expect(code).toBe(3);
    const rows = (await readFile(join(folder, 'votes.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    const of = (picture: string) => rows.filter((row) => row['picture'] === picture);
    expect(of('photos/anger.png')).toMatchObject([{ face: 1, 'own-tiny-net_says': 'anger', photograph_says: 'anger' }]);
    expect(of('photos/more/two.jpg').map((row) => row['photograph_says'])).toHaveLength(2);
    expect(of('photos/wall.png')).toMatchObject([{ face: 0, problem: 'no face found' }]);
    expect(of('photos/broken.png')[0]?.['problem']).toMatch(/could not be read as a picture/);
  }, 120_000);

  it('warns where the order of the classes seems wrong', async () => {
    await writeRecogniser(join(folder, 'turned'), { name: 'Turned', classes: ['angry', 'happy', 'surprised'] });
    const { code, stderr } = await label(folder, '--pack', TINY_PACK, '--voter', 'turned', '--counts', '1', '--out', 'turned.csv', 'photos/anger.png');
    expect(stderr).toContain('warning: It knows 0 of 3 known pictures. Check the order of its classes');
    expect(code).toBe(0);
    expect((await readFile(join(folder, 'turned.csv'), 'utf8')).split('\r\n')).toHaveLength(3);
  }, 60_000);

  it('goes from an ONNX graph to its vote as docs/bring-your-own.md says, each command as written', async () => {
    const [json = '', shell = ''] = fenced((await readFile(path('../../docs/bring-your-own.md'), 'utf8')).split('## A recogniser')[1] ?? '');
    const voter = JSON.parse(json) as { readonly graph: string };
    await mkdir(join(folder, 'my-net'), { recursive: true });
    await writeFile(join(folder, 'my-net/voter.json'), json);
    await writeFile(join(folder, 'my-net', voter.graph), await tinyGraph(voter, ['happiness', 'surprise', 'anger']));
    const [labelling = '', start] = shell.trim().split('\n');
    expect(start).toBe('npm start');
    const [npm, run, script, , ...argv] = labelling.split(' ');
    expect([npm, run, script]).toEqual(['npm', 'run', 'label']);
    await rm(join(folder, 'photos/broken.png'), { force: true });
    const { code, stderr } = await label(folder, ...argv);
    expect(stderr).toMatch(/My net: happiness → \w+, surprise → \w+, anger → \w+/);
    expect(code).toBe(0);
    const [header = '', ...rows] = (await readFile(join(folder, 'votes.csv'), 'utf8')).trim().split('\r\n');
    const column = header.split(',').indexOf('own-my-net_says');
    expect(rows.find((row) => row.startsWith('photos/happiness.png'))?.split(',')[column]).toBe('happiness');
  }, 180_000);

  it.each<[string, string[], RegExp]>([
    ['no table', ['photos'], /--out TABLE is missing/],
    ['another kind of table', ['--out', 'votes.xlsx', 'photos'], /\.csv or \.jsonl/],
    ['nothing to label', ['--out', 'votes.csv'], /at least one picture/],
    ['a picture that is not there', ['--out', 'votes.csv', 'nowhere.png'], /There is no .*nowhere\.png/],
  ])('refuses %s', async (_, argv, message) => {
    const there = argv.map((word) => (/^(photos|nowhere\.png)$/.test(word) ? join(folder, word) : word));
    const given = async () => labelCommand(parseLabelArguments(there) ?? expect.unreachable(), () => undefined);
    await expect(given()).rejects.toThrow(UsageError);
    await expect(given()).rejects.toThrow(message);
  }, 60_000);
});
