import { sha256Hex } from '../bytes/sha256';
import { DisjointSets } from '../disjointSets';

/** Hex characters of a group's name. */
const NAME_LENGTH = 16;

/**
 * Identity groups of a set: faces are in one group where they share a person, or where others of the set connect them, one
 * person to the next.
 * @param people the people whose looks each face may have, by face id; one at least
 * @returns name of the group by face id, 16 hex characters: the same for the same faces, in whatever order
 */
export async function identityGroups(people: ReadonlyMap<string, readonly string[]>): Promise<ReadonlyMap<string, string>> {
  const everyone = [...new Set([...people.values()].flat())].sort();
  const numbers = new Map(everyone.map((person, number) => [person, number]));
  const sets = new DisjointSets(everyone.length);
  const numberOf = (person: string | undefined) => numbers.get(person ?? '') ?? 0;
  for (const [first, ...others] of people.values()) {
    for (const other of others) sets.join(numberOf(first), numberOf(other));
  }
  const leaders = everyone.filter((_, number) => sets.first(number) === number);
  const names = new Map(await Promise.all(leaders.map(async (leader) => [numberOf(leader), await nameOf(leader)] as const)));
  return new Map(Array.from(people, ([id, [first]]) => [id, names.get(sets.first(numberOf(first))) ?? '']));
}

async function nameOf(leader: string): Promise<string> {
  return (await sha256Hex(new TextEncoder().encode(leader))).slice(0, NAME_LENGTH);
}
