import { useMemo } from 'react';
import { activityOf, type ExpressionFrame } from '../../domain/expressions/reading';
import type { Section } from '../../domain/timeline/fromTrack';

interface ActivityCurveProps {
  readonly frames: readonly ExpressionFrame[];
  /** Index of the frame that is looked at. */
  readonly at: number;
  readonly section: Section;
}

/** A curve of more points than this is drawn by the largest of each stretch. */
const POINTS = 400;
const HEIGHT = 48;

/** How much the face does over time, where in it the frame is, and what part would become a sequence. */
export function ActivityCurve({ frames, at, section }: ActivityCurveProps) {
  const { path, x } = useMemo(() => drawn(frames), [frames]);
  const frame = frames[at];
  return (
    <svg className="activity-curve" viewBox={`0 0 ${String(POINTS)} ${String(HEIGHT)}`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="activity-section" x={x(section.from)} width={Math.max(0, x(section.to) - x(section.from))} y={0} height={HEIGHT} />
      <path d={path} className="activity-line" vectorEffect="non-scaling-stroke" />
      {frame && <path d={`M${String(x(frame.time))} 0V${String(HEIGHT)}`} className="activity-at" vectorEffect="non-scaling-stroke" />}
    </svg>
  );
}

function drawn(frames: readonly ExpressionFrame[]): { readonly path: string; readonly x: (time: number) => number } {
  const length = (frames.at(-1)?.time ?? 0) || 1;
  const x = (time: number) => (time / length) * POINTS;
  const highest = new Map<number, number>();
  for (const { time, au, seen } of frames) {
    const place = Math.round(x(time));
    if (seen) highest.set(place, Math.max(highest.get(place) ?? 0, activityOf(au)));
  }
  const most = Math.max(1e-6, ...highest.values());
  const points = [...highest].sort(([a], [b]) => a - b).map(([place, value]) => `${String(place)} ${(HEIGHT - 2 - (value / most) * (HEIGHT - 4)).toFixed(1)}`);
  return { path: points.length === 0 ? '' : `M${points.join('L')}`, x };
}
