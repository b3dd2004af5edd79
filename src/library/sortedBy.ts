/** Items between two looks at the clock: less than a millisecond's work. */
const AT_ONCE = 1000;

/**
 * The items in ascending order of the first key, where that is equal of the next, and where all are, as `comesBefore` says or else in the
 * order they were in. Yields again and again: pieces are sorted, then merged by twos.
 */
export function* sortedBy<T>(items: readonly T[], keys: readonly ((item: T) => number)[], comesBefore?: (a: T, b: T) => boolean): Generator<void, readonly T[]> {
  if (keys.length === 0 && comesBefore === undefined) return items;
  const columns: Float64Array[] = [];
  for (const key of keys) columns.push(yield* columnOf(items, key));
  const order = yield* sortedPlaces(items.length, (a, b) => {
    for (const column of columns) {
      const difference = (column[a] ?? 0) - (column[b] ?? 0);
      if (difference !== 0) return difference;
    }
    const [one, other] = [items[a], items[b]];
    if (comesBefore === undefined || one === undefined || other === undefined || a === b) return a - b;
    return comesBefore(one, other) ? -1 : comesBefore(other, one) ? 1 : a - b;
  });
  const sorted: T[] = [];
  for (const place of order) {
    const item = items[place];
    if (item !== undefined) sorted.push(item);
    if (sorted.length % AT_ONCE === 0) yield;
  }
  return sorted;
}

function* columnOf<T>(items: readonly T[], key: (item: T) => number): Generator<void, Float64Array> {
  const column = new Float64Array(items.length);
  for (const [place, item] of items.entries()) {
    column[place] = key(item);
    if (place % AT_ONCE === 0) yield;
  }
  return column;
}

function* sortedPlaces(length: number, compare: (a: number, b: number) => number): Generator<void, Uint32Array> {
  let from = new Uint32Array(length).map((_, place) => place);
  for (let start = 0; start < length; start += AT_ONCE) {
    from.subarray(start, start + AT_ONCE).sort(compare);
    yield;
  }
  let to = new Uint32Array(length);
  for (let width = AT_ONCE; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) yield* merge(from, to, start, width, compare);
    [from, to] = [to, from];
  }
  return from;
}

/** Merges two neighbouring sorted pieces of `from`, of `width` places each or what is left, into the same places of `to`. */
function* merge(from: Uint32Array, to: Uint32Array, start: number, width: number, compare: (a: number, b: number) => number): Generator<void> {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(middle + width, from.length);
  let [left, right] = [start, middle];
  for (let place = start; place < end; place++) {
    const ofLeft = right >= end || (left < middle && compare(from[left] ?? 0, from[right] ?? 0) <= 0);
    to[place] = from[ofLeft ? left++ : right++] ?? 0;
    if (place % AT_ONCE === 0) yield;
  }
}
