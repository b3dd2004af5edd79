import type { FaceBox } from '../../../src/domain/face/box';
import type { PseudoLabel } from '../../../src/domain/face/label';
import type { Pixels } from '../../../src/domain/face/pixels';
import type { LabelledFace } from '../../../src/domain/labelling/labelledFace';
import type { ExpressionClass, PackManifest } from '../../../src/domain/packs/manifest';
import type { RecogniserStatus, VoterStatus } from '../../../src/domain/packs/loading';
import type { RecogniserTrial } from '../../../src/domain/recognisers/trial';
import { FaceFinder } from '../faces/faceFinder';
import type { SeenFace } from '../faces/seenFace';
import type { PackGraphs } from '../graphs/packGraphs';
import { fitPicture } from '../pictures/fit';
import { placeOf, warp } from '../pictures/warp';
import type { Runtime } from '../runtime/runtime';
import type { VoterReader } from '../voters/recogniser';
import { tryRecogniser } from '../voters/trial';
import { VoterPanel } from '../voters/voterPanel';
import type { BroughtRecogniser } from '../voters/voterPanel';
import { annotate } from './annotate';

/**
 * Where the eyes are in pictures of the shipped pack, in shares of their sides, and how far apart; what the detector's box is to such a
 * picture where no eyes are found. `npx tsx scripts/face-api/measure.ts FOLDER` says all of it for a folder of generated faces.
 */
const EYES = { x: 0.491, y: 0.373, distance: 0.283 };
const BOX = { x: 0.465, y: 0.592, side: 1 };

/** Says what faces show: the pack's own voters, the photograph voter and whatever recognisers were brought. */
export class Labeller {
  private constructor(
    private readonly manifest: PackManifest,
    private readonly graphs: PackGraphs,
    private readonly panel: VoterPanel,
    private readonly finder: FaceFinder,
  ) {}

  /** With the photograph voter and the face detector where they are there. Never throws. */
  static async open(manifest: PackManifest, graphs: PackGraphs, runtime: Runtime, read: VoterReader): Promise<Labeller> {
    return new Labeller(manifest, graphs, await VoterPanel.open(read, runtime, manifest.guide?.sha256 ?? null), await FaceFinder.open(read, runtime));
  }

  get photographVoter(): VoterStatus {
    return this.panel.photographStatus;
  }

  /** Gives brought recognisers their seats, in place of those before. Never throws: who fails is named. */
  seat(brought: readonly BroughtRecogniser[]): Promise<RecogniserStatus[]> {
    return this.panel.seat(brought);
  }

  /** What a recogniser that has no seat says of pictures that are known. @throws DomainError `voter-invalid`; SynthesisError of the runtime */
  async try(read: VoterReader, known: readonly Pixels[]): Promise<RecogniserTrial> {
    return this.panel.try(read, (recogniser) => tryRecogniser(recogniser, this.finder, known));
  }

  /** Label a picture of a face: its middle, resized to the pack's size. @throws SynthesisError `picture-invalid`, `picture-too-large`, `numerical` */
  async label(pixels: Pixels, requested: ExpressionClass | null): Promise<{ label: PseudoLabel; faceBoxes: FaceBox[] | null }> {
    const picture = this.fit(pixels);
    const faceBoxes = await this.finder.inGenerated(picture);
    const others = await this.panel.read(this.finder.see(picture, faceBoxes?.[0] ?? null));
    return { label: await annotate(this.graphs, this.manifest.voters, others, picture, requested), faceBoxes };
  }

  /**
   * Labels every face of any picture, the surest first. The pack's voters see each as a picture of theirs: its eyes where they are in
   * generated faces. Without a detector the picture's middle is taken for a face.
   * @throws SynthesisError as `label`
   */
  async faces(pixels: Pixels): Promise<LabelledFace[]> {
    if (!this.finder.isThere) return [{ box: null, label: (await this.label(pixels, null)).label }];
    const labelled: LabelledFace[] = [];
    for (const box of await this.finder.inPicture(pixels)) {
      const face = this.finder.see(pixels, box);
      const others = await this.panel.read(face);
      labelled.push({ box, label: await annotate(this.graphs, this.manifest.voters, others, await this.around(face, box), null) });
    }
    return labelled;
  }

  /** A face as the pack's pictures show theirs, upright as it is. */
  private async around({ pixels, eyes }: SeenFace, box: FaceBox): Promise<Pixels> {
    const { width, height } = this.manifest.image;
    const found = await eyes();
    const boxSide = Math.max(box.width * pixels.width, box.height * pixels.height);
    const side = found ? Math.hypot(found.right[0] - found.left[0], found.right[1] - found.left[1]) / EYES.distance : boxSide / BOX.side;
    const [x, y] = found
      ? [(found.left[0] + found.right[0]) / 2 - EYES.x * side, (found.left[1] + found.right[1]) / 2 - EYES.y * side]
      : [(box.left + box.width / 2) * pixels.width - BOX.x * side, (box.top + box.height / 2) * pixels.height - BOX.y * side];
    return warp(pixels, placeOf({ left: x, top: y, width: side, height: (side * height) / width }, width, height), width, height);
  }

  private fit(pixels: Pixels): Pixels {
    return fitPicture(pixels, this.manifest.image.width, this.manifest.image.height);
  }
}
