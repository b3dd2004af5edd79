import { useCallback } from 'react';
import { nearDuplicates } from '../domain/pictures/nearDuplicates';
import type { FaceSummary } from '../storage/summary';
import { useInSlices } from './slices';

export type DuplicateGroups = ReadonlyMap<string, string>;

const NOTHING = { faces: [] as readonly FaceSummary[], groups: new Map() as DuplicateGroups };

interface NearDuplicates {
  readonly groups: DuplicateGroups;
  /** The groups are those of an earlier state of the faces, or none, until all are compared. */
  readonly comparing: boolean;
}

/** Faces that look the same, as id → id of the newest of the group; compared bit by bit while the page goes on. */
export function useNearDuplicates(faces: readonly FaceSummary[]): NearDuplicates {
  const comparing = useCallback(
    function* () {
      return { faces, groups: yield* groupsOf(faces) };
    },
    [faces],
  );
  const found = useInSlices(comparing, NOTHING);
  return { groups: found.groups, comparing: found.faces !== faces };
}

/** Faces between two looks at the clock. */
const AT_ONCE = 1000;

function* groupsOf(faces: readonly FaceSummary[]): Generator<void, DuplicateGroups> {
  const firsts = yield* nearDuplicates(faces.map((face) => face.hash));
  const groups = new Map<string, string>();
  for (const [index, first] of firsts.entries()) {
    if (index % AT_ONCE === 0) yield;
    const [one, other] = [faces[first], faces[index]];
    if (first === index || !one || !other) continue;
    groups.set(one.id, one.id);
    groups.set(other.id, one.id);
  }
  return groups;
}
