/** From this many pixels a side, a picture is not so small that a broken factor would smear it. */
const FINE = 256;

/** The factor at which a picture is largest inside the space: whole numbers, and quarters for pictures of 256 px or more; at least 1. */
export function pictureScale(width: number, height: number, spaceWidth: number, spaceHeight: number): number {
  const step = Math.min(width, height) >= FINE ? 0.25 : 1;
  return Math.max(1, Math.floor(Math.min(spaceWidth / width, spaceHeight / height) / step) * step);
}
