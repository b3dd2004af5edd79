import { create } from 'zustand';

interface PointedUnits {
  /** Ids of the action units that a pointer or the focus is on, at a slider or at a place of the face. */
  readonly units: readonly string[];
}

const NONE: readonly string[] = [];

/** What is pointed at here lights up wherever else it is shown: the slider's place on the face, the place's sliders. */
export const usePointedUnits = create<PointedUnits>(() => ({ units: NONE }));

export function pointAtUnits(units: readonly string[]): void {
  usePointedUnits.setState({ units });
}

export function pointAway(): void {
  usePointedUnits.setState({ units: NONE });
}
