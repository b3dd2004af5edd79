import { DomainError } from '../../domain/errors';
import { VOTER_FILE, parseVoterFile, voterFiles } from '../../domain/recognisers/voterFile';
import type { VoterFile } from '../../domain/recognisers/voterFile';
import { readZip } from '../../files/readZip';

/** A recogniser as it was opened: what its voter.json says, and its files by name. */
export interface OpenedRecogniser {
  readonly file: VoterFile;
  readonly files: ReadonlyMap<string, Blob>;
}

const VOTER_FILE_MAX_BYTES = 1024 * 1024;
const GRAPH_MAX_BYTES = 2 ** 31 - 1;

interface Found {
  readonly path: string;
  /** At most so many bytes. */
  readonly read: (limit: number) => Promise<Blob>;
}

/**
 * The recogniser in a chosen folder, a zip, or files that were picked together. Only what its voter.json names is taken.
 * @throws DomainError `voter-invalid`; ZipError
 */
export async function recogniserFrom(chosen: readonly File[]): Promise<OpenedRecogniser> {
  const found = (await Promise.all(chosen.map(inFile))).flat();
  const [voter] = found.filter(({ path }) => path === VOTER_FILE || path.endsWith(`/${VOTER_FILE}`)).sort((a, b) => a.path.length - b.path.length);
  if (!voter) throw new DomainError('voter-invalid', 'There is no voter.json in it, so it is no recogniser. docs/bring-your-own.md says how one is written.');
  const folder = voter.path.slice(0, -VOTER_FILE.length);
  const text = await voter.read(VOTER_FILE_MAX_BYTES);
  const file = parseVoterFile(await text.text());
  const files = new Map<string, Blob>([[VOTER_FILE, text]]);
  for (const name of voterFiles(file)) {
    const named = found.find(({ path }) => path === folder + name);
    if (!named) throw new DomainError('voter-invalid', `voter.json names ${name}, which is not among the files. Open the whole folder, or pick both.`);
    files.set(name, await named.read(GRAPH_MAX_BYTES));
  }
  return { file, files };
}

async function inFile(file: File): Promise<Found[]> {
  if (/\.zip$/i.test(file.name)) return (await readZip(file)).map((entry) => ({ path: entry.path, read: async (limit) => new Blob([await entry.read(limit)]) }));
  return [{ path: file.webkitRelativePath || file.name, read: () => Promise.resolve(file) }];
}
