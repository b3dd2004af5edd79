/** SVG path through the values; a null breaks the line, and a value on its own becomes a dot. */
export function linePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  values.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) return;
    const point = `${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    const joined = typeof values[index - 1] === 'number';
    const alone = !joined && typeof values[index + 1] !== 'number';
    path += alone ? `M${point}h0.01` : `${joined ? 'L' : 'M'}${point}`;
  });
  return path;
}

/** The values' own range, widened where they are all the same so that the line has somewhere to lie. */
export function niceRange(values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  if (high > low) return [low, high];
  const margin = Math.abs(low) * 0.1 || 1;
  return [low - margin, high + margin];
}
