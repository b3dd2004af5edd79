import type { AuConflict } from '../../domain/facs/conflicts';

/** For each unit in a conflict, the few words that stand beside its slider. */
export function conflictNotes(conflicts: readonly AuConflict[]): ReadonlyMap<string, string> {
  const rivals = new Map<string, Record<AuConflict['kind'], string[]>>();
  for (const { units, kind } of conflicts) {
    const [first, second] = units;
    for (const [id, rival] of [[first, second], [second, first]] as const) {
      const entry = rivals.get(id) ?? { impossible: [], opposing: [] };
      entry[kind].push(rival);
      rivals.set(id, entry);
    }
  }
  return new Map([...rivals].map(([id, { impossible, opposing }]) => [id, describe(impossible, opposing)]));
}

function describe(impossible: readonly string[], opposing: readonly string[]): string {
  return [
    impossible.length > 0 ? `cannot go with ${impossible.join(', ')}` : '',
    opposing.length > 0 ? `works against ${opposing.join(', ')}` : '',
  ]
    .filter((part) => part !== '')
    .join('; ')
    .replace(/^./, (letter) => letter.toUpperCase());
}
