import type { FaceBox } from '../../../src/domain/face/box';
import type { Pixels } from '../../../src/domain/face/pixels';
import type { Runtime } from '../runtime/runtime';
import type { VoterReader } from '../voters/recogniser';
import { EyeFinder } from './eyeFinder';
import { FaceDetector } from './faceDetector';
import type { SeenFace } from './seenFace';

/** Finds faces in pictures, and eyes in faces, where `npm run voter` has made the networks for it. */
export class FaceFinder {
  private constructor(
    private readonly detector: FaceDetector | null,
    private readonly eyeFinder: EyeFinder | null,
  ) {}

  static async open(read: VoterReader, runtime: Runtime): Promise<FaceFinder> {
    return new FaceFinder(await FaceDetector.open(read, runtime), await EyeFinder.open(read, runtime));
  }

  get isThere(): boolean {
    return this.detector !== null;
  }

  /** Faces in a generated picture, the surest first; null where nobody can look. @throws SynthesisError of the runtime */
  async inGenerated(pixels: Pixels): Promise<FaceBox[] | null> {
    return this.detector?.detect(pixels) ?? null;
  }

  /** Faces in any picture, the surest first; none where nobody can look. @throws SynthesisError of the runtime */
  async inPicture(pixels: Pixels): Promise<FaceBox[]> {
    return (await this.detector?.search(pixels)) ?? [];
  }

  see(pixels: Pixels, box: FaceBox | null): SeenFace {
    let eyes: ReturnType<SeenFace['eyes']> | null = null;
    return { pixels, box, eyes: () => (eyes ??= box && this.eyeFinder ? this.eyeFinder.find(pixels, box) : Promise.resolve(null)) };
  }
}
