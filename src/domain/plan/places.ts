import { identityGroups } from '../dataset/groups';
import { peopleIn } from '../dataset/identity';
import { splitGroups } from '../dataset/splits';
import type { Group, Place } from '../dataset/splits';
import { combinationsPerSeed, plannedFaces } from './combinations';
import type { Plan } from './planFile';

/** Where the plan's faces belong. */
export interface PlanPlaces {
  /** Faces of the plan, doubles left out. */
  readonly faces: number;
  readonly groups: number;
  /** Identity group and split of the face at this place of the plan. */
  of(place: number): Place;
}

/** Nothing is kept beside a plan: a layout is a picture, which says itself who is in it. */
const NOTHING_KEPT = { recipeOf: () => Promise.resolve(null), shippedRecipe: () => Promise.resolve(null) };

/**
 * Identity groups and splits of a plan, from the plan alone: whatever is left out of the set later, no face changes its split.
 * Classes are those asked for, since what will be recognised is not known. Of a plan only the seed changes who is in a picture.
 */
export async function planPlaces(plan: Plan): Promise<PlanPlaces> {
  const perSeed = combinationsPerSeed(plan);
  const people = new Map<string, readonly string[]>();
  const classes: Map<string, number>[] = [];
  let faces = 0;
  for (const { place, recipe } of plannedFaces(plan)) {
    const index = Math.floor(place / perSeed);
    const counts = (classes[index] ??= new Map());
    if (!people.has(String(index))) people.set(String(index), await peopleIn(recipe, NOTHING_KEPT));
    const name = recipe.expression ?? 'neutral';
    counts.set(name, (counts.get(name) ?? 0) + 1);
    faces += 1;
  }
  const names = await identityGroups(people);
  const groups = new Map<string, Group>();
  for (const [index, counts] of classes.entries()) {
    const name = names.get(String(index)) ?? '';
    const group: Group = groups.get(name) ?? { name, size: 0, classes: new Map() };
    groups.set(name, group);
    for (const [label, count] of counts) {
      group.size += count;
      group.classes.set(label, (group.classes.get(label) ?? 0) + count);
    }
  }
  const splits = splitGroups([...groups.values()], plan.splits);
  return {
    faces,
    groups: groups.size,
    of: (place) => {
      const group = names.get(String(Math.floor(place / perSeed))) ?? '';
      return { group, split: splits.get(group) ?? 'train' };
    },
  };
}
