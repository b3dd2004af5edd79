import { readdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, extname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { auColumnNames } from '../../../src/domain/facs/vector';
import { NO_FACE, labelRows, labelsCsv, labelsJsonl } from '../../../src/domain/labelling/labelTable';
import type { LabelRow, LabelledPicture } from '../../../src/domain/labelling/labelTable';
import { toFailure } from '../../synthesis/errors';
import { writeWhole } from '../files/atomic';
import { openPipeline } from '../openPipeline';
import { findPack } from '../packs';
import { ProgressLine } from '../progress';
import { readPicture } from '../readPicture';
import { nodeRuntime } from '../runtime';
import { seatRecognisers } from '../seatRecognisers';
import type { BroughtFolders } from '../seatRecognisers';
import { Stopping } from '../stopping';
import { UsageError } from '../usageError';
import { FLAG, RECOGNISER_OPTIONS, RECOGNISER_USAGE, TEXT, integer, recogniserArguments, required } from './arguments';
import { SOME_FAILED } from './run';

export const LABEL_USAGE = `Find the faces of pictures, and say what they show (docs/bring-your-own.md).

  npm run label -- --out TABLE [options] PICTURES…

  PICTURES           files and folders; of a folder all pictures in it and below
  --out TABLE        votes.csv or votes.jsonl
  --pack DIR         model pack whose voters are asked (default: the only folder in public/packs)
${RECOGNISER_USAGE}
  --threads N        of each operator (default: one a core, at most 4)
  --provider NAME    what computes: cpu (default), or cuda, webgpu … where onnxruntime-node has it here

A row a face, and one for a picture without any, with the reason. Before the first picture each recogniser is shown three known ones, and it is
said where the order of its classes seems wrong. Exit code: 0 all read; 3 some pictures could not be read; 2 something to put right; 130, 143
stopped by a signal, the table holding what was done by then; 1 a fault of the program.
`;

const PICTURE = new Set(['.png', '.jpg', '.jpeg', '.webp', '.avif', '.tif', '.tiff', '.gif']);

export interface LabelArguments {
  readonly pictures: readonly string[];
  readonly out: string;
  readonly pack: string | null;
  readonly recognisers: BroughtFolders;
  readonly threads: number | null;
  readonly provider: string;
}

/** @throws UsageError */
export function parseLabelArguments(argv: readonly string[]): LabelArguments | null {
  const { values, positionals } = parsed(argv);
  if (values.help === true) return null;
  const out = required('--out TABLE', values.out);
  if (!['.csv', '.jsonl'].includes(extname(out).toLowerCase())) throw new UsageError(`--out is a table, .csv or .jsonl, not "${out}".`);
  if (positionals.length === 0) throw new UsageError('Name at least one picture, or a folder of pictures.');
  return {
    pictures: positionals,
    out,
    pack: values.pack ?? null,
    recognisers: recogniserArguments(values),
    threads: integer('--threads', values.threads, 1, 256),
    provider: values.provider ?? 'cpu',
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: { out: TEXT, pack: TEXT, ...RECOGNISER_OPTIONS, threads: TEXT, provider: TEXT, help: FLAG } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @returns exit code */
export async function labelCommand(given: LabelArguments, say: (text: string) => void): Promise<number> {
  const pictures = await findPictures(given.pictures);
  const pack = await findPack(given.pack);
  const pipeline = await openPipeline(pack.folder, nodeRuntime(given.threads ?? Math.min(4, availableParallelism()), given.provider));
  const { labeller, manifest } = pipeline;
  if (!labeller.photographVoter.votes) say(`note: the photograph voter does not vote. ${labeller.photographVoter.reason}\n`);
  await seatRecognisers(labeller, given.recognisers, say);
  const auColumns = auColumnNames(manifest);
  const stopping = new Stopping(say);
  const line = new ProgressLine(process.stderr, '', 'pictures');
  const rows: LabelRow[] = [];
  let unread = 0;
  let done = 0;
  for (const { path, name } of pictures) {
    if (stopping.asked()) break;
    let labelled: LabelledPicture;
    try {
      const faces = await labeller.faces(await readPicture(path));
      labelled = { picture: name, faces, problem: faces.length === 0 ? NO_FACE : null };
    } catch (error) {
      unread++;
      labelled = { picture: name, faces: [], problem: toFailure(error).message };
    }
    rows.push(...labelRows(labelled, auColumns));
    line.show(++done, pictures.length, done);
  }
  line.end();
  await writeWhole(given.out, new TextEncoder().encode(extname(given.out).toLowerCase() === '.csv' ? labelsCsv(rows) : labelsJsonl(rows)));
  const faces = rows.filter((row) => row.get('face') !== 0).length;
  say(`${given.out}: ${String(faces)} faces in ${String(done)} pictures${unread > 0 ? `; ${String(unread)} could not be read` : ''}\n`);
  return stopping.code ?? (unread > 0 ? SOME_FAILED : 0);
}

interface FoundPicture {
  readonly path: string;
  readonly name: string;
}

/** Files as they were named; of folders every picture, by its path in the folder. @throws UsageError */
async function findPictures(given: readonly string[]): Promise<FoundPicture[]> {
  const found: FoundPicture[] = [];
  for (const path of given) {
    const about = await stat(path).catch(() => {
      throw new UsageError(`There is no ${path}.`);
    });
    if (!about.isDirectory()) found.push({ path, name: path });
    else {
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && PICTURE.has(extname(entry.name).toLowerCase())).map((entry) => join(entry.parentPath, entry.name));
      found.push(...files.sort().map((file) => ({ path: file, name: join(basename(path), relative(path, file)) })));
    }
  }
  if (found.length === 0) throw new UsageError(`There is no picture in ${given.join(', ')}. It looks for ${[...PICTURE].join(', ')}.`);
  return found;
}
