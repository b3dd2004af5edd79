import { useEffect, useState } from 'react';
import { nearDuplicates } from '../domain/pictures/nearDuplicates';
import type { FaceSummary } from '../storage/summary';
import { inSlices } from './slices';

export type DuplicateGroups = ReadonlyMap<string, string>;

const NONE: DuplicateGroups = new Map();

/** Faces that look the same, as id → id of the newest of the group; compared bit by bit while the page goes on. */
export function useNearDuplicates(faces: readonly FaceSummary[]): DuplicateGroups {
  const [groups, setGroups] = useState(NONE);
  useEffect(() => inSlices(nearDuplicates(faces.map((face) => face.hash)), (firsts) => setGroups(named(faces, firsts))), [faces]);
  return groups;
}

function named(faces: readonly FaceSummary[], firsts: Int32Array): DuplicateGroups {
  const groups = new Map<string, string>();
  firsts.forEach((first, index) => {
    const [one, other] = [faces[first], faces[index]];
    if (first === index || !one || !other) return;
    groups.set(one.id, one.id);
    groups.set(other.id, one.id);
  });
  return groups;
}
