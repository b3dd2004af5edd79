import type { Pixels } from '../../src/domain/face/pixels';
import { MAX_SIDE } from '../../src/domain/face/pixels';
import { DomainError } from '../../src/domain/errors';

/**
 * A picture of any usual format (PNG, JPEG, WebP, AVIF, TIFF, GIF), upright as its EXIF says.
 * @throws DomainError `picture-invalid`, `picture-too-large`
 */
export async function readPicture(path: string): Promise<Pixels> {
  // Native code, which nothing else on the command line needs.
  const { default: sharp } = await import('sharp');
  const picture = sharp(path, { limitInputPixels: MAX_SIDE ** 2 });
  const { data, info } = await picture
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw new DomainError('picture-invalid', `It could not be read as a picture (${cause instanceof Error ? cause.message : String(cause)}).`, { cause });
    });
  if (info.width > MAX_SIDE || info.height > MAX_SIDE) throw new DomainError('picture-too-large', `It is ${String(info.width)} × ${String(info.height)}; at most ${String(MAX_SIDE)} on a side can be read.`);
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}
