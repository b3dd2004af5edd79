import { checkOrder, checkUnits } from '../../src/domain/recognisers/orderCheck';
import { KNOWN_PICTURES } from '../../src/domain/recognisers/trial';
import { recogniserId } from '../../src/domain/recognisers/voterFile';
import type { Counting } from '../../src/domain/recognisers/weight';
import type { Labeller } from '../synthesis/annotation/labeller';
import { SynthesisError, toFailure } from '../synthesis/errors';
import type { BroughtRecogniser } from '../synthesis/voters/voterPanel';
import { diskVoterReader, readKnownPictures } from './voterFolders';

/** Recognisers by their folders, and how much each is to count; null: as its voter.json says it was measured. */
export interface BroughtFolders {
  readonly folders: readonly string[];
  readonly counts: Counting | null;
}

/**
 * Shows each recogniser the known pictures, says what it calls them, and gives it its seat.
 * @throws SynthesisError `voter-invalid` where one cannot be used
 */
export async function seatRecognisers(labeller: Labeller, { folders, counts }: BroughtFolders, say: (text: string) => void): Promise<void> {
  if (folders.length === 0) return;
  const known = await readKnownPictures();
  const brought: BroughtRecogniser[] = [];
  for (const folder of folders) {
    const read = diskVoterReader(folder);
    const { file, answers } = await labeller.try(read, known).catch((error: unknown) => {
      throw new SynthesisError('voter-invalid', `The recogniser in ${folder} cannot be used: ${toFailure(error).message}`);
    });
    for (const { said, warning } of [...(file.expression ? [checkOrder(file.expression, answers)] : []), ...(file.actionUnits ? [checkUnits(answers)] : [])]) {
      say(`${file.name}: ${KNOWN_PICTURES.map(({ shows }, i) => `${shows} → ${said[i] ?? 'nothing'}`).join(', ')}\n`);
      if (warning !== null) say(`warning: ${warning}\n`);
    }
    const id = recogniserId(file.name);
    if (brought.some((other) => other.id === id)) throw new SynthesisError('voter-invalid', `Two recognisers are called ${file.name}. Give one another name in its voter.json.`);
    brought.push({ id, name: file.name, counts, read });
  }
  for (const { name, votes, reason } of await labeller.seat(brought)) if (!votes) throw new SynthesisError('voter-invalid', `${name} does not vote. ${reason}`);
}
