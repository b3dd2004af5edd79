const PICTURE = /\.(png|jpe?g|webp|avif|gif|bmp|tiff?)$/i;

/** Of a folder's files, the pictures. */
export function isPicture({ name, type }: Pick<File, 'name' | 'type'>): boolean {
  return type.startsWith('image/') || PICTURE.test(name);
}

/** ", 12 s left"; nothing before the first is done. */
export function leftText(left: number, done: number, milliseconds: number): string {
  if (done === 0 || left === 0) return '';
  const seconds = Math.ceil((left * milliseconds) / done / 1000);
  return seconds < 90 ? `, ${String(seconds)} s left` : `, ${String(Math.round(seconds / 60))} min left`;
}
