/** What crosses the boundary between the studio and the worker that decodes pictures. Types only: both sides import it. */
import type { DomainErrorCode } from '../../src/domain/errors';
import type { Pixels } from '../../src/domain/face/pixels';
import type { Result } from '../synthesis/protocol';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where in some bytes a file lies. */
export interface Span {
  readonly offset: number;
  readonly bytes: number;
}

export type PictureResult<T> = Result<T, { readonly code: DomainErrorCode; readonly message: string }>;

/** The worker's API, exposed by comlink. Sizes are read from the header before anything is decoded. */
export interface PicturesWorkerApi {
  /** The PNG of a face, no larger than `most`. */
  face(png: Uint8Array<ArrayBuffer>, most: Size): Promise<PictureResult<Pixels>>;
  /** The PNGs at these places, in their order: for many small ones, as a gallery shows them. */
  small(pngs: Uint8Array<ArrayBuffer>, places: readonly Span[]): Promise<PictureResult<readonly Pixels[]>>;
  /** A picture of any kind that the browser reads, as large as the model's pictures. */
  given(file: File, size: Size): Promise<PictureResult<Pixels>>;
  /** A picture of any kind that the browser reads, as it is. */
  whole(file: File): Promise<PictureResult<Pixels>>;
}
