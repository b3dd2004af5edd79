import type { Recipe } from '../../../src/domain/recipe/recipe';
import type { BroughtFolders } from '../seatRecognisers';
import type { WrittenFace } from '../../../src/domain/face/face';

/** A face without its pixels, its PNG (recipe and synthetic marker inside) and its perceptual hash. */
export interface MadeFace {
  readonly face: WrittenFace;
  readonly png: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly hash: string;
}

/** What became of a recipe. `ofRecipe`: it will fail again; otherwise the machine failed and may not the next time. */
export type Outcome = { readonly kind: 'made'; readonly made: MadeFace } | FailedOutcome;

export interface FailedOutcome {
  readonly kind: 'failed';
  readonly code: string;
  readonly reason: string;
  readonly ofRecipe: boolean;
}

/** What makes a run's faces, the same for each of its processes. */
export interface MakerOptions {
  /** The pack's folder. */
  readonly pack: string;
  readonly provider: string;
  /** Of each operator, in each process. */
  readonly threads: number;
  /** Faces of one session run. */
  readonly batch: number;
  /** Path of the layout's PNG; null where recipes name none. */
  readonly layout: string | null;
  /** The PNG's pixels, repeated so many times each way. */
  readonly scale: number;
  /** Recognisers that vote beside the pack's voters; absent: none. */
  readonly recognisers?: BroughtFolders;
}

/** Makes faces, one process or many. */
export interface FaceMaker {
  /** What has happened to the photograph voter, and what runs the graphs. */
  readonly about: MakerAbout;
  /**
   * Outcomes in the order of the recipes, each as soon as it and all before it are there. Once `stopping` answers true no further
   * face is begun, and those under way still come.
   * @throws SynthesisError and DomainError where no face can be made at all
   */
  make(recipes: Iterable<Recipe>, stopping: () => boolean): AsyncGenerator<Outcome>;
  close(): void;
}

export interface MakerAbout {
  /** "onnxruntime-node 1.30.0, cpu" */
  readonly runtime: string;
  readonly photographVoter: { readonly votes: boolean; readonly reason: string };
}
