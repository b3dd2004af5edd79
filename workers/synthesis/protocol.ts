/**
 * What crosses the boundary between the studio and the synthesis worker. Types only: both sides import it.
 * Data flows one way: recipe → worker → step events → face.
 */
import type { SynthesisErrorCode } from '../../src/domain/errors';
import type { Face } from '../../src/domain/face/face';
import type { Pixels } from '../../src/domain/face/pixels';
import type { Detail, Latent, StepEvent } from '../../src/domain/face/step';
import type { GoldenRun, Measurement } from '../../src/domain/machine/measurement';
import type { LabelledFace } from '../../src/domain/labelling/labelledFace';
import type { LoadedPack, LoadProgress, RecogniserStatus } from '../../src/domain/packs/loading';
import type { Recipe } from '../../src/domain/recipe/recipe';
import type { RecogniserTrial } from '../../src/domain/recognisers/trial';

/** Backend to use in place of the studio's own choice; `webgpu` takes even a software adapter. */
export type BackendPreference = 'webgpu' | 'wasm';

export interface PackSource {
  /** Folder URL of the pack, ending in "/", or the place of a kept one. */
  readonly url: string;
  /** From `?backend=`; absent: the studio chooses. */
  readonly backend?: BackendPreference;
  /** Folder URL of the photograph voter, ending in "/". It need not be there. */
  readonly photographVoter: string;
  /** Folder URL of the pictures that recognisers are tried on, ending in "/". */
  readonly knownPictures: string;
}

/** Errors cross the boundary as data, since structured clone drops classes and codes. */
export interface SynthesisFailure {
  readonly code: SynthesisErrorCode;
  /** What happened, why and what to do. */
  readonly message: string;
}
export type Result<T, F = SynthesisFailure> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

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
  /** Draws latents of the loaded pack. It may be asked for while a face is made, which waits for it. */
  draw(latents: readonly Latent[], detail: Detail): Promise<Result<Pixels[]>>;
  /** How fast the loaded pack is, and how far from golden latents. It takes some seconds, and is told what is being measured. */
  measure(golden: GoldenRun | null, onProgress: (what: string) => void): Promise<Result<Measurement>>;
  /** The face of a picture that was made and saved before: recipe and pixels as they are, labelled anew. */
  restore(job: string, recipe: Recipe, pixels: Pixels): Promise<Result<Face>>;
  /** Finds the faces of any picture, and says what they show. */
  labelPicture(job: string, pixels: Pixels): Promise<Result<LabelledFace[]>>;
  /** Shows a recogniser, by its files' names, the known pictures. It gets no seat. */
  tryRecogniser(files: ReadonlyMap<string, Blob>): Promise<Result<RecogniserTrial>>;
  /** Gives the recognisers that are kept in this browser their seats beside the loaded pack's voters, in place of those before. */
  seatRecognisers(): Promise<Result<RecogniserStatus[]>>;
  /** Takes effect within one step; the pending `generate`, `preview` or `labelPicture` answers `cancelled`. */
  cancel(job: string): Promise<void>;
}
