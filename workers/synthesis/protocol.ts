/**
 * What crosses the boundary between the studio and the synthesis worker. Types only: both sides import it.
 * Data flows one way: recipe → worker → step events → face.
 */
import type { WeightedVote } from '../../src/domain/labels/vote';
import type { ExpressionClass, PackManifest } from '../../src/domain/packs/manifest';
import type { FaceBox } from '../../src/domain/pictures/framing';
import type { Recipe } from '../../src/domain/recipe/recipe';

/** Straight-alpha RGBA, row by row, 4 · width · height bytes. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export type Backend =
  | { readonly kind: 'webgpu'; readonly adapter: string }
  | { readonly kind: 'wasm'; readonly threads: number }
  | { readonly kind: 'node' };

/** The backend that was chosen, and in plain words why (shown in the studio). */
export interface BackendChoice {
  readonly backend: Backend;
  /** What runs the graphs, with its version: "onnxruntime-web 1.30.0". */
  readonly runtime: string;
  readonly reason: string;
}

/** Backend to use in place of the studio's own choice; `webgpu` takes even a software adapter. */
export type BackendPreference = 'webgpu' | 'wasm';

export interface PackSource {
  /** Folder URL of the pack, ending in "/", or the place of a kept one. */
  readonly url: string;
  /** From `?backend=`; absent: the studio chooses. */
  readonly backend?: BackendPreference;
  /** Folder URL of the photograph voter, ending in "/". It need not be there. */
  readonly photographVoter: string;
}

export interface LoadProgress {
  readonly phase: 'manifest' | 'download' | 'verify' | 'sessions';
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly file: string | null;
}

/** Whether a voter that is no part of the pack votes; what it is, or in plain words why it does not. */
export interface VoterStatus {
  readonly votes: boolean;
  readonly reason: string;
}

export interface LoadedPack {
  readonly manifest: PackManifest;
  /** SHA-256 of its pack.json, as in the provenance of its faces. */
  readonly packSha256: string;
  readonly choice: BackendChoice;
  readonly photographVoter: VoterStatus;
}

/** One denoising step, sent as soon as it is done. */
export interface StepEvent {
  /** 0-based index of the step, and how many there are. */
  readonly step: number;
  readonly steps: number;
  readonly timestep: number;
  /** x̂0 decoded. */
  readonly preview: Pixels;
  /** Root mean square of the latent after the step. */
  readonly latentNorm: number;
  /** Present on guided steps: the guide's loss and class probabilities before the update, and ‖∇‖₂. */
  readonly guide: {
    readonly loss: number;
    readonly gradientNorm: number;
    readonly probabilities: readonly number[];
  } | null;
  readonly milliseconds: number;
}

export interface Vote extends WeightedVote {
  readonly voter: string;
  readonly label: string;
}

/** FERAnno's verdict on a picture. */
export interface PseudoLabel {
  readonly votes: readonly Vote[];
  /** Weighted average of the votes, calibrated, class order, sum 1. */
  readonly probabilities: readonly number[];
  readonly recognised: ExpressionClass;
  /** Probability of the recognised class. */
  readonly confidence: number;
  /** True where a voter, by a choice that counts, disagrees with another or with the request. */
  readonly rectified: boolean;
  /** AU intensities read back by FERAnno, 0–1, one per AU column; null where the pack cannot. */
  readonly realisedAu: readonly number[] | null;
}

export interface Face {
  /** 16 hex characters of the SHA-256 of the canonical recipe. */
  readonly id: string;
  readonly recipe: Recipe;
  readonly pixels: Pixels;
  readonly label: PseudoLabel;
  /** Where a detector found faces in the picture, the surest first; absent where there was none to look. */
  readonly faceBoxes?: readonly FaceBox[] | undefined;
  /** AU vector that was asked for; null where text alone led. */
  readonly requestedAu: readonly number[] | null;
  /** Prompt words that the text encoder never saw. */
  readonly unknownWords: readonly string[];
  readonly provenance: {
    readonly app: string;
    readonly pack: string;
    readonly packSha256: string;
    readonly backend: Backend;
    readonly milliseconds: number;
    /** The face was restored from its picture: all of this is of the labelling, since the picture does not say how it was made. */
    readonly restored?: true | undefined;
  };
}

/** Every failure the studio can name. `code` is stable; `message` says what happened, why and what to do. */
export type SynthesisErrorCode =
  | 'cancelled'
  | 'pack-unreachable'
  | 'pack-invalid'
  | 'pack-version'
  | 'pack-hash'
  | 'pack-missing-graph'
  | 'recipe-invalid'
  | 'recipe-version'
  | 'recipe-unknown-au'
  | 'prompt-too-long'
  | 'picture-invalid'
  | 'picture-too-large'
  | 'backend-unavailable'
  | 'device-lost'
  | 'numerical'
  | 'out-of-memory'
  | 'worker-crashed'
  | 'busy';

/** Errors cross the boundary as data, since structured clone drops classes and codes. */
export interface SynthesisFailure {
  readonly code: SynthesisErrorCode;
  readonly message: string;
}
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: SynthesisFailure };

/** The worker's API, exposed by comlink. Callbacks are comlink proxies. */
export interface SynthesisWorkerApi {
  load(source: PackSource, onProgress: (progress: LoadProgress) => void): Promise<Result<LoadedPack>>;
  /** Checks a pack's files, by their paths in it, and keeps them under a place that `load` takes as its URL. */
  keepPack(place: string, files: ReadonlyMap<string, Blob>): Promise<Result<void>>;
  /** `job` is the caller's id for `cancel`. `layout` is the picture named by the recipe's layout, if it has one. */
  generate(
    job: string,
    recipe: Recipe,
    layout: Pixels | null,
    onStep: (event: StepEvent) => void,
  ): Promise<Result<Face>>;
  /** The recipe's picture without steps and without a label, to show while settings move. */
  preview(job: string, recipe: Recipe, layout: Pixels | null): Promise<Result<Pixels>>;
  /** The face of a picture that was made and saved before: recipe and pixels as they are, labelled anew. */
  restore(job: string, recipe: Recipe, pixels: Pixels): Promise<Result<Face>>;
  /** Takes effect within one step; the pending `generate` or `preview` answers `cancelled`. */
  cancel(job: string): Promise<void>;
}
