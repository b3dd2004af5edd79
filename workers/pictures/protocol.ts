/** What crosses the boundary between the studio and the worker that decodes pictures. Types only: both sides import it. */
import type { DomainErrorCode } from '../../src/domain/errors';
import type { Pixels } from '../../src/domain/face/pixels';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export type PictureResult =
  | { readonly ok: true; readonly pixels: Pixels }
  | { readonly ok: false; readonly failure: { readonly code: DomainErrorCode; readonly message: string } };

/** The worker's API, exposed by comlink. Sizes are read from the header before anything is decoded. */
export interface PicturesWorkerApi {
  /** The PNG of a face, no larger than `most`. */
  face(png: Uint8Array<ArrayBuffer>, most: Size): Promise<PictureResult>;
  /** A picture of any kind that the browser reads, as large as the model's pictures. */
  given(file: File, size: Size): Promise<PictureResult>;
  /** A picture of any kind that the browser reads, as it is. */
  whole(file: File): Promise<PictureResult>;
}
