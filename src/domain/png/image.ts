/** Straight-alpha RGBA, row by row, 4 · width · height bytes. The same shape as the protocol's `Pixels`. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Largest side of a picture that is decoded. */
export const MAX_SIDE = 8192;
/** Largest PNG file that is read at all. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
