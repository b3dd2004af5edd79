import { useEffect, useState } from 'react';
import { nearDuplicates } from '../domain/pictures/nearDuplicates';
import type { FaceSummary } from '../storage/summary';
import { inSlices } from './slices';

export type DuplicateGroups = ReadonlyMap<string, string>;

const NONE: DuplicateGroups = new Map();
const NO_FACES: readonly FaceSummary[] = [];

interface NearDuplicates {
  readonly groups: DuplicateGroups;
  /** The groups are those of an earlier state of the faces, or none, until all are compared. */
  readonly comparing: boolean;
}

/** Faces that look the same, as id → id of the newest of the group; compared bit by bit while the page goes on. */
export function useNearDuplicates(faces: readonly FaceSummary[]): NearDuplicates {
  const [found, setFound] = useState({ faces: NO_FACES, groups: NONE });
  useEffect(() => inSlices(nearDuplicates(faces.map((face) => face.hash)), (firsts) => setFound({ faces, groups: named(faces, firsts) })), [faces]);
  return { groups: found.groups, comparing: found.faces !== faces };
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
