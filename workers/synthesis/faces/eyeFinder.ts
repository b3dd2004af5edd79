import type { FaceBox } from '../../../src/domain/face/box';
import type { Pixels } from '../../../src/domain/face/pixels';
import { placeOf, warp } from '../pictures/warp';
import { toImage } from '../pictures/pixels';
import { float32, output } from '../runtime/runtime';
import type { Runtime, Session } from '../runtime/runtime';
import type { VoterReader } from '../voters/recogniser';
import type { Eyes } from './seenFace';

const SIDE = 112;
/** Of the 68 landmarks of iBUG 300-W: the eye to the left as one looks at the picture, and the other. */
const LEFT_EYE = [36, 41] as const;
const RIGHT_EYE = [42, 47] as const;

/** The landmark network that `npm run voter` makes: where the eyes of a face are. It reads 8-bit pixels. */
export class EyeFinder {
  private constructor(private readonly session: Session) {}

  /** Null where it is not there, or cannot be loaded. */
  static async open(read: VoterReader, runtime: Runtime): Promise<EyeFinder | null> {
    try {
      const graph = await read('landmarks.onnx');
      return graph === null ? null : new EyeFinder(await runtime.createSession({ name: 'face_landmarks', graph, externalData: [], onProcessor: true }));
    } catch {
      return null;
    }
  }

  /** @throws SynthesisError of the runtime */
  async find(pixels: Pixels, box: FaceBox): Promise<Eyes> {
    const [width, height] = [box.width * pixels.width, box.height * pixels.height];
    const side = Math.max(width, height);
    const [left, top] = [box.left * pixels.width + (width - side) / 2, box.top * pixels.height + (height - side) / 2];
    const face = warp(pixels, placeOf({ left, top, width: side, height: side }, SIDE, SIDE), SIDE, SIDE);
    const landmarks = output(await this.session.run({ image: float32(toImage(face), 1, 3, SIDE, SIDE) }), 'landmarks');
    const middle = ([first, last]: readonly [number, number]) => {
      let [x, y] = [0, 0];
      for (let k = first; k <= last; k++) [x, y] = [x + (landmarks[2 * k] ?? 0), y + (landmarks[2 * k + 1] ?? 0)];
      const count = last - first + 1;
      return [left + (side * x) / count, top + (side * y) / count] as const;
    };
    return { left: middle(LEFT_EYE), right: middle(RIGHT_EYE) };
  }
}
