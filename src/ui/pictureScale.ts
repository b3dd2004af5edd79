/** From this many pixels a side, a picture is not so small that one and a half of its size would smear it. */
const FINE = 256;

/** The factor at which a picture is largest inside the space: whole numbers, and halves for pictures of 256 px or more; at least 1. */
export function pictureScale(width: number, height: number, spaceWidth: number, spaceHeight: number): number {
  const step = Math.min(width, height) >= FINE ? 0.5 : 1;
  return Math.max(1, Math.floor(Math.min(spaceWidth / width, spaceHeight / height) / step) * step);
}
