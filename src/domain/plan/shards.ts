/** Part `index` of `count` of a plan, 0 … count − 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Places of a plan from `from` up to `to`. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

/** The combinations of a shard: shards differ in size by one at most, and leave nothing out. */
export function shardRange({ index, count }: Shard, combinations: number): PlaceRange {
  const start = (part: number) => Number((BigInt(part) * BigInt(combinations)) / BigInt(count));
  return { from: start(index), to: start(index + 1) };
}

/** "00003-of-00010": a shard's name in files, in the order of the plan. */
export function shardName({ index, count }: Shard): string {
  const digits = (number: number) => String(number).padStart(5, '0');
  return `${digits(index)}-of-${digits(count)}`;
}

/** "3/10" → the shard; null where the text is none. */
export function parseShard(text: string): Shard | null {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim());
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  return match !== null && count > 0 && index < count ? { index, count } : null;
}

/** "0,3,7-9": numbers in rising order as Slurm's `--array` takes them. */
export function numberRanges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${String(first)}-${String(last)}`)).join(',');
}
