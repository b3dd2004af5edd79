import { unitsIn, type ExpressionFrame, type ExpressionReading, type ExpressionTrack } from '../../domain/expressions/reading';
import { countOf } from '../../ui/format';

type Fact = readonly [what: string, value: string];

/** What was read, in terms that need no knowledge of the tool. */
export function factsOf({ tool, scale, tracks }: ExpressionReading, { frames }: ExpressionTrack, known: ReadonlySet<string>): Fact[] {
  const units = unitsIn(frames);
  const missing = units.filter((unit) => !known.has(unit));
  const unseen = frames.filter(({ seen }) => !seen).length;
  return [
    ['Format', tool],
    ['Holds', `${countOf(tracks.reduce((sum, track) => sum + track.frames.length, 0), 'frame')}, ${countOf(tracks.length, 'face')}${frames.length > 1 ? `, ${formatSeconds(lengthOf(frames))}` : ''}`],
    ['Scale', scale],
    ['Units', units.filter((unit) => known.has(unit)).join(', ') || 'none that this model has'],
    ...(missing.length > 0 ? [['Left out', `${missing.join(', ')}: this model does not have ${missing.length === 1 ? 'it' : 'them'}.`] as const] : []),
    ...(unseen > 0 ? [['Without a face', `${countOf(unseen, 'frame')}, by the tool's own word: nothing is made of ${unseen === 1 ? 'it' : 'them'}.`] as const] : []),
  ];
}

/** What can be said of one frame: "frame 12, 0.48 s, confidence 98 %". */
export function frameText({ name, time, confidence, seen }: ExpressionFrame, timed: boolean): string {
  const parts = [name, timed ? formatSeconds(time) : '', seen ? '' : 'no face seen', confidence === null ? '' : `confidence ${String(Math.round(confidence * 100))} %`];
  return parts.filter((part) => part !== '').join(', ');
}

export function lengthOf(frames: readonly ExpressionFrame[]): number {
  return (frames.at(-1)?.time ?? 0) - (frames[0]?.time ?? 0);
}

export function formatSeconds(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}
