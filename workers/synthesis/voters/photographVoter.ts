import { PHOTOGRAPH_VOTER, photographVoterSchema } from '../../../src/domain/labels/photographVoter';
import type { PhotographVoterDescription } from '../../../src/domain/labels/photographVoter';
import { softmax } from '../../../src/domain/labels/probabilities';
import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import { toImage } from '../pictures/pixels';
import type { Vote } from '../../../src/domain/face/label';
import type { Pixels } from '../../../src/domain/face/pixels';
import type { VoterStatus } from '../../../src/domain/packs/loading';
import { float32, output } from '../runtime/runtime';
import type { Runtime, Session } from '../runtime/runtime';

/** The voter's files by name, wherever they lie; null for one that is not there. */
export type VoterReader = (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;

/** The photograph voter, or why there is none; the studio labels faces without it as well. */
export interface PhotographSeat {
  readonly voter: PhotographVoter | null;
  readonly status: VoterStatus;
}

const GREY: Pixels = { width: 8, height: 8, data: new Uint8ClampedArray(4 * 8 * 8).fill(128) };

/** An expression network that learned from photographs (src/domain/labels/photographVoter.ts). It votes on 8-bit pixels. */
export class PhotographVoter {
  private constructor(
    private readonly description: PhotographVoterDescription,
    private readonly session: Session,
  ) {}

  /** Load the voter, and hear it once: one that fails on a grey picture does not get its seat. Never throws. */
  static async seat(read: VoterReader, runtime: Runtime): Promise<PhotographSeat> {
    const absent = (reason: string): PhotographSeat => ({ voter: null, status: { votes: false, reason } });
    try {
      const text = await read('voter.json');
      if (text === null) return absent('It is not there: npm run voter makes it.');
      const description = photographVoterSchema.parse(JSON.parse(new TextDecoder().decode(text)));
      const graph = await read(description.graph);
      if (graph === null) return absent('Its graph is not there: npm run voter makes it.');
      const voter = new PhotographVoter(description, await runtime.createSession({ name: PHOTOGRAPH_VOTER.voter, graph, externalData: [], onProcessor: true }));
      await voter.vote(GREY);
      return { voter, status: { votes: true, reason: description.source } };
    } catch (error) {
      return absent(`It could not be used: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Its vote on a picture. @throws SynthesisError of the runtime; Error where the graph gives other logits than described */
  async vote(pixels: Pixels): Promise<Vote> {
    const { classes, classWeights, crop, temperature } = this.description;
    const { width, height, image } = middle(pixels, crop);
    const logits = output(await this.session.run({ image: float32(image, 1, 3, height, width) }), 'logits');
    if (logits.length !== classes.length) throw new Error(`The photograph voter gave ${String(logits.length)} numbers for ${String(classes.length)} classes.`);
    const probabilities = softmax(logits, temperature);
    return {
      ...PHOTOGRAPH_VOTER,
      probabilities: EXPRESSION_CLASSES.map((name) => probabilities[classes.indexOf(name)] ?? 0),
      classWeights: EXPRESSION_CLASSES.map((name) => (classes.includes(name) ? (classWeights[name] ?? 0) : null)),
    };
  }
}

/** The middle `share` of a picture's sides, as [3,height,width] in −1…1. */
export function middle(pixels: Pixels, share: number): { readonly width: number; readonly height: number; readonly image: Float32Array } {
  const [width, height] = [Math.round(share * pixels.width), Math.round(share * pixels.height)];
  const [left, top] = [Math.floor((pixels.width - width) / 2), Math.floor((pixels.height - height) / 2)];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    const start = 4 * ((top + y) * pixels.width + left);
    data.set(pixels.data.subarray(start, start + 4 * width), 4 * width * y);
  }
  return { width, height, image: toImage({ width, height, data }) };
}
