import type { Aim } from '../../engine/packReport';

/** Whether a figure keeps a bound; null where there is none. */
export function meets(value: number | null, bound: number | null, atMost: boolean): boolean | null {
  if (value === null || bound === null) return null;
  return atMost ? value <= bound : value >= bound;
}

export function figureText(value: number | null, percent: boolean): string {
  if (value === null) return 'not measured';
  if (percent) return `${(100 * value).toFixed(1)} %`;
  return Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1);
}

/** "≥ 80.0 %, reached" */
export function boundText(value: number | null, bound: number | null, { at_most, percent }: Aim): string {
  if (bound === null) return '–';
  return `${at_most ? '≤' : '≥'} ${figureText(bound, percent)}${meets(value, bound, at_most) ? ', kept' : ', missed'}`;
}
