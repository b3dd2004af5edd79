import { create } from 'zustand';
import { areComparable } from '../../library/comparable';

interface CompareState {
  /** The faces that are compared, in their order; null while the dialog is closed. */
  readonly ids: readonly string[] | null;
}

export const useCompare = create<CompareState>(() => ({ ids: null }));

/** Opens the comparison of some kept faces, if they are as many as can be compared. */
export function openCompare(ids: readonly string[]): void {
  if (areComparable(ids)) useCompare.setState({ ids });
}

export function closeCompare(): void {
  useCompare.setState({ ids: null });
}
