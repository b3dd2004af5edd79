import { create } from 'zustand';
import type { Pixels } from '../domain/face/pixels';
import type { SetIndex } from '../domain/library/setLibrary';
import type { ChangedCuration, CurationChange } from '../storage/curation';
import type { FaceRecord } from '../storage/records';
import type { LibraryState } from './store';

/** A merged set that is looked through where it lies. Its faces are never copied into this browser; what is said of them is. */
export interface OpenSet {
  readonly index: SetIndex;
  readonly place: string;
  /** Whether the face is one of those that were read. */
  has(id: string): boolean;
  thumbnails(ids: readonly string[]): Promise<(Pixels | undefined)[]>;
  face(id: string): Promise<FaceRecord | null>;
  changeVerdicts(ids: readonly string[], change: CurationChange): Promise<ReadonlyMap<string, ChangedCuration>>;
  close(): void;
}

/** The open set, and as many of its faces as have been read; gallery and review show them by `useShown`. */
interface OpenSetState extends LibraryState {
  readonly set: OpenSet | null;
}

const NOTHING: OpenSetState = { set: null, status: 'unread', faces: [], curations: new Map() };

export const useOpenSet = create<OpenSetState>(() => NOTHING);

/** The open set, where it has the face; null where the face is one of this browser's own. */
export function setHolding(id: string): OpenSet | null {
  const { set } = useOpenSet.getState();
  return set?.has(id) === true ? set : null;
}

export function closeSet(): void {
  useOpenSet.getState().set?.close();
  useOpenSet.setState(NOTHING);
}
