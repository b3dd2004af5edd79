import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/domain/bytes/sha256';
import { EXPORT_FORMATS } from '../../src/domain/dataset/formats';
import type { ExportFormatId } from '../../src/domain/dataset/formats';
import { DEFAULT_RATIOS, splitSizes } from '../../src/domain/dataset/splits';
import { Counter, faceCount } from '../../src/domain/dataset/tally';
import { BAD_USE, GOOD_USE } from '../../src/domain/dataset/use';
import { ExportError, toFailure } from './errors';
import { toExamples } from './examples';
import { exportFiles } from './exportFiles';
import { growInMemory } from './file';
import type { ExportFile } from './file';
import { TarArchive } from './tar';
import { TEST_CONTEXT, collect, testCandidates, testPlace } from './testing';
import { MOST_FILES, zipStream } from './zip';

const settings = (format: ExportFormatId) => ({ format, name: 'set', licence: 'CC-BY-4.0', ratios: DEFAULT_RATIOS, date: '2026-01-01' }) as const;

function filesOf(format: ExportFormatId, count: number, counter = new Counter()): AsyncGenerator<ExportFile> {
  return exportFiles(toExamples(testCandidates(count, 16), TEST_CONTEXT, counter), settings(format), counter, sizesOf(count));
}

const sizesOf = (count: number) => splitSizes(Array.from({ length: count }, (_, seed) => testPlace(seed)));

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe.each(EXPORT_FORMATS.map(({ id }) => id))('a set as %s', (format) => {
  it('comes with card, Croissant, recipes, and a checksum for every file', async () => {
    const files = await collect(filesOf(format, 20));
    const sums = text(files.get('CHECKSUMS.sha256')).trimEnd().split('\n').map((line) => line.split('  '));
    expect(sums.map(([, path]) => path).sort()).toEqual([...files.keys()].filter((path) => path !== 'CHECKSUMS.sha256').sort());
    for (const [sum, path] of sums) expect(await sha256Hex(files.get(path ?? '') ?? new Uint8Array())).toBe(sum);
    for (const path of ['README.md', 'croissant.json', 'recipes.jsonl']) expect(files.has(path)).toBe(true);
  });

  it('is the same bytes each time', async () => {
    const checksums = async () => text((await collect(filesOf(format, 6))).get('CHECKSUMS.sha256'));
    expect(await checksums()).toBe(await checksums());
  });

  it('refuses to be empty', async () => {
    await expect(collect(filesOf(format, 0))).rejects.toMatchObject({ code: 'no-faces' });
  });
});

describe('what is left out', () => {
  it('is counted: rejected faces, and contempt in RAF-DB', async () => {
    const counter = new Counter();
    const files = await collect(filesOf('rafdb', 50, counter));
    // Of 50 faces one is rejected; 7, 15, 23, 31, 39 and 47 are of contempt, of which people called 7 disgust.
    expect(counter.excluded).toEqual({ missing: 0, rejected: 1, 'no-class': 5 });
    expect(faceCount(counter)).toBe(44);
    expect(text(files.get('README.md'))).toContain('5 faces left out');
    for (const use of [GOOD_USE, BAD_USE]) expect(text(files.get('README.md'))).toContain(use);
    expect(text(files.get('basic/EmoLabel/list_patition_label.txt')).trimEnd().split('\n')).toHaveLength(44);
  });

  it('may be faces that are gone', async () => {
    const counter = new Counter();
    async function* gone() {
      yield* testCandidates(1);
      yield null;
    }
    await collect(exportFiles(toExamples(gone(), TEST_CONTEXT, counter), settings('imagefolder'), counter, sizesOf(10)));
    expect(counter.excluded.missing).toBe(1);
  });
});

describe('a zip', () => {
  it('is refused with what to do where it would hold more files than its directory can count', async () => {
    async function* many() {
      for (let i = 0; i <= MOST_FILES; i++) yield await Promise.resolve({ path: String(i), bytes: new Uint8Array(0) });
    }
    const written = new Response(zipStream(many(), 'set', new Date(0))).arrayBuffer();
    await expect(written).rejects.toMatchObject({ code: 'too-many-files' });
  });
});

describe('streaming', () => {
  it('takes the next face only when the picture before it has been taken', async () => {
    let taken = 0;
    async function* watched() {
      for await (const candidate of testCandidates(10, 16)) {
        taken += 1;
        yield candidate;
      }
    }
    const counter = new Counter();
    const files = exportFiles(toExamples(watched(), TEST_CONTEXT, counter), settings('imagefolder'), counter, sizesOf(10));
    await files.next();
    expect(taken).toBe(1);
    await files.return(undefined);
    expect(taken).toBe(1);
  });

  it('gives a zip whose folder has the name of the set', async () => {
    const zip = await new Response(zipStream(filesOf('imagefolder', 3), 'my-set', new Date(0))).arrayBuffer();
    const view = new DataView(zip);
    expect(view.getUint32(0, true)).toBe(0x04034b50);
    expect(text(new Uint8Array(zip))).toContain('my-set/CHECKSUMS.sha256');
  });
});

describe('tar', () => {
  it('has headers whose checksum is right, files padded to blocks, and two empty blocks at the end', () => {
    const archive = new TarArchive(growInMemory('a.tar'), 0);
    archive.add('abc.cls', Uint8Array.of(55));
    const file = archive.finish();
    if ('sha256' in file) throw new Error('It was to be in memory.');
    const { bytes } = file;
    expect(bytes.length).toBe(512 + 512 + 1024);
    expect(text(bytes.subarray(0, 7))).toBe('abc.cls');
    const stored = Number.parseInt(text(bytes.subarray(148, 154)), 8);
    const sum = bytes.subarray(0, 512).reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    expect(stored).toBe(sum);
  });
});

describe('failures', () => {
  it('have a name: no room, not allowed, and the rest', () => {
    expect(toFailure(new DOMException('', 'QuotaExceededError')).code).toBe('disk-full');
    expect(toFailure(Object.assign(new Error('no space'), { code: 'ENOSPC' })).code).toBe('disk-full');
    expect(toFailure(new DOMException('', 'NotAllowedError')).code).toBe('not-writable');
    expect(toFailure(new ExportError('no-faces', 'none')).code).toBe('no-faces');
    expect(toFailure(null).code).toBe('failed');
  });
});
