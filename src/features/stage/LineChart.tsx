import { linePath, niceRange } from './chartGeometry';

export interface Series {
  readonly name: string;
  readonly className: string;
  /** One value per step; null where there is none. */
  readonly values: readonly (number | null)[];
}

interface LineChartProps {
  readonly title: string;
  readonly series: readonly Series[];
  readonly totalSteps: number;
  /** Index of the step looked at. */
  readonly current: number;
  readonly range?: readonly [number, number];
}

const WIDTH = 220;
const HEIGHT = 72;
const BOX = { left: 2, right: 2, top: 4, bottom: 4 };

/** A small line chart over the steps, with the value at the step looked at in its heading. */
export function LineChart({ title, series, totalSteps, current, range }: LineChartProps) {
  const all = series.flatMap((one) => one.values.filter((value) => value !== null));
  const [low, high] = range ?? niceRange(all);
  const x = (step: number) => BOX.left + (step / Math.max(1, totalSteps - 1)) * (WIDTH - BOX.left - BOX.right);
  const y = (value: number) => HEIGHT - BOX.bottom - ((value - low) / (high - low)) * (HEIGHT - BOX.top - BOX.bottom);
  const leader = leading(series, current);

  return (
    <figure className="chart">
      <figcaption>
        <span>{title}</span>
        <span className="readout">{leader ? describe(leader, series.length > 1) : '–'}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={summary(title, series)}>
        <line className="axis" x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        <line className="cursor" x1={x(current)} x2={x(current)} y1={0} y2={HEIGHT} />
        {series.map((one) => (
          <path key={one.name} className={one.className} d={linePath(one.values, x, y)} />
        ))}
      </svg>
      <div className="chart-scale" aria-hidden="true">
        <span>{format(high)}</span>
        <span>{format(low)}</span>
      </div>
    </figure>
  );
}

interface Point {
  readonly name: string;
  readonly value: number;
}

/** The greatest value at a step, and whose it is. */
function leading(series: readonly Series[], step: number): Point | null {
  let best: Point | null = null;
  for (const { name, values } of series) {
    const value = values[step];
    if (value !== null && value !== undefined && (best === null || value > best.value)) best = { name, value };
  }
  return best;
}

function describe({ name, value }: Point, named: boolean): string {
  return named ? `${name} ${format(value)}` : format(value);
}

function summary(title: string, series: readonly Series[]): string {
  const length = Math.max(...series.map((one) => one.values.length));
  const known = Array.from({ length }, (_, step) => leading(series, step)).filter((point) => point !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return `${title}: no values yet`;
  const named = series.length > 1;
  return `${title} over the steps: from ${describe(first, named)} to ${describe(last, named)}`;
}

function format(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
