// `npx tsx bench/export.ts [FACES] [LAYOUT …]`: how far the JavaScript heap grows, and how long it takes, to export 10,000 faces of the pack's size in each
// layout. The files are thrown away as they come, as a streamed zip does.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { EXPORT_FORMATS } from '../src/domain/dataset/formats';
import { DEFAULT_RATIOS } from '../src/domain/dataset/splits';
import { Counter } from '../src/domain/dataset/tally';
import { toExamples } from '../workers/export/examples';
import { exportFiles } from '../workers/export/exportFiles';
import { TEST_CONTEXT, testCandidates } from '../workers/export/testing';

const [count = '10000', ...layouts] = process.argv.slice(2);
const FACES = Number(count);
const SIDE = 256;
const MEGABYTE = 2 ** 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

for (const { id } of EXPORT_FORMATS.filter((format) => layouts.length === 0 || layouts.includes(format.id))) {
  collectGarbage();
  const before = process.memoryUsage();
  let [heap, buffers, bytes, files] = [0, 0, 0, 0];
  const begun = performance.now();
  const counter = new Counter();
  const settings = { format: id, name: 'bench', licence: 'CC-BY-4.0', ratios: DEFAULT_RATIOS, date: '2026-01-01' } as const;
  for await (const file of exportFiles(toExamples(testCandidates(FACES, SIDE), TEST_CONTEXT, counter), settings, counter, { train: FACES, validation: 0, test: 0 })) {
    bytes += file.bytes.length;
    files += 1;
    // Garbage that waits to be collected is not growth: what is alive counts.
    if (files % 500 === 0 || file.bytes.length > MEGABYTE) collectGarbage();
    const now = process.memoryUsage();
    if (files % 500 === 0 || file.bytes.length > MEGABYTE) {
      heap = Math.max(heap, now.heapUsed - before.heapUsed);
      buffers = Math.max(buffers, now.arrayBuffers - before.arrayBuffers);
    }
  }
  const seconds = (performance.now() - begun) / 1000;
  const mb = (size: number) => `${(size / MEGABYTE).toFixed(0)} MB`;
  console.log(`${id}: ${mb(bytes)} in ${String(files)} files, ${seconds.toFixed(0)} s; heap +${mb(heap)}, buffers outside it +${mb(buffers)}`);
}
