import { DomainError } from '../../domain/errors';
import type { RecogniserTrial } from '../../domain/recognisers/trial';
import { VOTER_FILE, recogniserId, voterFiles } from '../../domain/recognisers/voterFile';
import type { Counting } from '../../domain/recognisers/weight';
import { engine } from '../../engine/client';
import { packQuery } from '../../engine/usePack';
import { recognisersKey } from '../../features/recognisers/RecogniserPanel';
import { recogniserFrom } from '../../features/recognisers/openFiles';
import { useTrials } from '../../features/recognisers/store';
import { keepRecogniser, listRecognisers, readRecogniserFile, removeRecogniser, setRecogniserCounting } from '../../storage/recognisers';
import { queryClient } from '../shell/queryClient';

/** Tries the recogniser in these files on the known pictures, keeps it and gives it its seat. @throws DomainError, SynthesisError, ZipError */
export async function addRecogniser(chosen: readonly File[]): Promise<void> {
  const { file, files } = await recogniserFrom(chosen);
  const trial = await engine.tryRecogniser(files);
  await keepRecogniser(recogniserId(file.name), file, files);
  await reseat();
  show(trial);
}

/** Shows a kept recogniser the known pictures once more. @throws DomainError, SynthesisError */
export async function checkRecogniser(id: string): Promise<void> {
  const kept = (await listRecognisers()).find((each) => each.id === id);
  const files = new Map<string, Blob>();
  for (const name of kept ? [VOTER_FILE, ...voterFiles(kept.file)] : []) {
    const blob = await readRecogniserFile(id, name);
    if (blob === null) throw new DomainError('voter-invalid', `${name} is no longer kept in this browser. Add the recogniser again.`);
    files.set(name, blob);
  }
  show(await engine.tryRecogniser(files));
}

export async function countRecogniser(id: string, counts: Counting): Promise<void> {
  await setRecogniserCounting(id, counts);
  await reseat();
}

export async function dropRecogniser(id: string): Promise<void> {
  await removeRecogniser(id);
  useTrials.setState(({ shown }) => ({ shown: shown && recogniserId(shown.file.name) === id ? null : shown }));
  await reseat();
}

/** The worker seats those that are kept now; panel and diagnostics say who has a seat. */
async function reseat(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: recognisersKey });
  const recognisers = await engine.seatRecognisers();
  queryClient.setQueryData(packQuery.queryKey, (pack) => pack && { ...pack, recognisers });
}

function show(shown: RecogniserTrial): void {
  useTrials.setState({ shown });
}
