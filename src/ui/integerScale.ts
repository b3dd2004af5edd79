/** The whole-number factor at which a picture is largest inside the space; at least 1. */
export function integerScale(width: number, height: number, spaceWidth: number, spaceHeight: number): number {
  return Math.max(1, Math.floor(Math.min(spaceWidth / width, spaceHeight / height)));
}
