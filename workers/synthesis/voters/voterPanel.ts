import { PHOTOGRAPH_VOTER } from '../../../src/domain/labels/photographVoter';
import type { RecogniserStatus, VoterStatus } from '../../../src/domain/packs/loading';
import { firstCounting } from '../../../src/domain/recognisers/weight';
import type { Counting } from '../../../src/domain/recognisers/weight';
import type { Pixels } from '../../../src/domain/face/pixels';
import type { SeenFace } from '../faces/seenFace';
import { Mutex } from '../runtime/mutex';
import type { Runtime } from '../runtime/runtime';
import { MissingVoterFile, Recogniser } from './recogniser';
import type { Opinion, VoterReader } from './recogniser';

/** A recogniser that somebody brought: its files, and how much it is to count; null where nobody said. */
export interface BroughtRecogniser {
  readonly id: string;
  readonly name: string;
  readonly counts: Counting | null;
  readonly read: VoterReader;
}

interface Seat {
  readonly id: string;
  readonly recogniser: Recogniser;
  readonly counts: Counting;
}

const GREY: Pixels = { width: 32, height: 32, data: new Uint8ClampedArray(4 * 32 * 32).fill(128) };
/** A grey picture with a face wherever one is looked for. */
const BLANK: SeenFace = {
  pixels: GREY,
  box: { left: 0.25, top: 0.25, width: 0.5, height: 0.5, score: 1 },
  eyes: () => Promise.resolve({ left: [12, 14], right: [20, 14] }),
};

/** Who looks at faces besides the pack's own voters: the photograph voter that comes with the studio, and those that were brought. */
export class VoterPanel {
  private brought: readonly Seat[] = [];
  /** Nobody's session is let go of while a face is read. */
  private readonly turns = new Mutex();

  private constructor(
    private readonly runtime: Runtime,
    /** SHA-256 of the classifier that guides the pack's faces; null where there is none. */
    private readonly guide: string | null,
    private readonly photograph: Seat | null,
    readonly photographStatus: VoterStatus,
  ) {}

  /** With the photograph voter, or without it where it is not there or fails on a grey picture. Never throws. */
  static async open(read: VoterReader, runtime: Runtime, guide: string | null): Promise<VoterPanel> {
    try {
      const recogniser = await heard(read, runtime);
      return new VoterPanel(runtime, guide, { id: PHOTOGRAPH_VOTER.voter, recogniser, counts: 'measured' }, { votes: true, reason: `${recogniser.file.source}, ${recogniser.file.licence}` });
    } catch (error) {
      return new VoterPanel(runtime, guide, null, absent(error instanceof MissingVoterFile ? 'Its graph is not there: npm run voter makes it.' : `It could not be used: ${messageOf(error)}`));
    }
  }

  /** Gives the brought recognisers their seats, in place of those before, whose memory is given back. One that fails gets none. Never throws. */
  async seat(brought: readonly BroughtRecogniser[]): Promise<RecogniserStatus[]> {
    const seats: Seat[] = [];
    const statuses: RecogniserStatus[] = [];
    for (const { id, name, counts, read } of brought) {
      try {
        const recogniser = await heard(read, this.runtime);
        const steers = recogniser.sha256 === this.guide;
        const { expression } = recogniser.file;
        seats.push({ id, recogniser, counts: steers || !expression ? 0 : (counts ?? firstCounting(expression)) });
        statuses.push({ id, name, votes: true, reason: steers ? "It guides this pack's faces, so it is heard and not counted: what steers a face must not grade it." : recogniser.file.source });
      } catch (error) {
        statuses.push({ id, name, ...absent(`It could not be used: ${messageOf(error)}`) });
      }
    }
    const left = this.brought;
    this.brought = seats;
    // A session that cannot be let go of harms nobody.
    await this.turns.run(() => Promise.allSettled(left.map(({ recogniser }) => recogniser.release())));
    return statuses;
  }

  /** What comes of trying a recogniser that gets no seat; its memory is given back. @throws as Recogniser.open and read, and what the trial throws */
  async try<T>(read: VoterReader, trial: (recogniser: Recogniser) => Promise<T>): Promise<T> {
    const recogniser = await heard(read, this.runtime);
    try {
      return await trial(recogniser);
    } finally {
      await recogniser.release();
    }
  }

  /** What each says of a face. @throws SynthesisError of the runtime */
  read(face: SeenFace): Promise<Opinion[]> {
    return this.turns.run(async () => {
      const opinions: Opinion[] = [];
      for (const { id, recogniser, counts } of this.photograph ? [this.photograph, ...this.brought] : this.brought) opinions.push(await recogniser.read(face, id, counts));
      return opinions;
    });
  }
}

/** The recogniser, once it has said something of a grey picture. */
async function heard(read: VoterReader, runtime: Runtime): Promise<Recogniser> {
  const recogniser = await Recogniser.open(read, runtime);
  try {
    await recogniser.read(BLANK, 'trial', 0);
    return recogniser;
  } catch (error) {
    await recogniser.release();
    throw error;
  }
}

function absent(reason: string): VoterStatus {
  return { votes: false, reason };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
