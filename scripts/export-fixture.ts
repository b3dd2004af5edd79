// A set of faces with known pixels and labels in one layout, for training/tests/exports:
// tsx scripts/export-fixture.ts LAYOUT COUNT FOLDER
import { isExportFormatId } from '../src/domain/dataset/formats';
import { Counter } from '../src/domain/dataset/tally';
import { DEFAULT_RATIOS, splitSizes } from '../src/domain/dataset/splits';
import { toExamples } from '../workers/export/examples';
import { exportFiles } from '../workers/export/exportFiles';
import { TEST_CONTEXT, testCandidates, testPlace } from '../workers/export/testing';
import { writeFolder } from '../workers/node/folderSink';

const [format = '', count = '', folder = ''] = process.argv.slice(2);
if (!isExportFormatId(format) || !(Number(count) > 0) || folder === '') throw new Error('export-fixture LAYOUT COUNT FOLDER');

/** Of the fixture's faces, whose places are a function of the seed. */
const expected = splitSizes(Array.from({ length: Number(count) }, (_, seed) => testPlace(seed)));
const counter = new Counter();
const examples = toExamples(testCandidates(Number(count)), TEST_CONTEXT, counter);
const settings = { format, name: 'fixture', licence: 'CC-BY-4.0', ratios: DEFAULT_RATIOS, date: '2026-01-01' } as const;
console.log(JSON.stringify({ ...(await writeFolder(exportFiles(examples, settings, counter, expected), folder)), ...counter }));
