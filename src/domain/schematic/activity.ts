import type { AuIntensities } from '../recipe/recipe';

/** Intensities 0–1 of units by their FACS number, on one side of the face. */
export type SideActivity = (unit: number) => number;

export type Side = 'left' | 'right';

export function activityOf(au: AuIntensities, side: Side): SideActivity {
  return (unit) => {
    const id = `AU${String(unit)}`;
    const value = Object.hasOwn(au, id) ? au[id] : undefined;
    if (value === undefined) return 0;
    return typeof value === 'number' ? value : value[side];
  };
}

/** What both sides do together: jaw, chin, head and gaze, and the middle of the lips. */
export function meanActivity(left: SideActivity, right: SideActivity): SideActivity {
  return (unit) => (left(unit) + right(unit)) / 2;
}
