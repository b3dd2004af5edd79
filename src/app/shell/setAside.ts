import { listSetAside, type SetAside } from '../../storage/setAside';
import { alertError } from '../../ui/notices';

const KINDS: readonly (readonly [SetAside['kind'], one: string, many: string])[] = [
  ['face', 'face', 'faces'],
  ['batch', 'batch', 'batches'],
  ['draft', 'draft', 'drafts'],
];

/** Says of what is kept and cannot be read that it is still there, and where it is named. */
export async function tellOfSetAside(): Promise<void> {
  const aside = await listSetAside();
  if (aside.length > 0) alertError(setAsideSentence(aside));
}

/** "1 face and 2 batches …" */
export function setAsideSentence(aside: readonly SetAside[]): string {
  const counts = KINDS.map(([kind, one, many]) => {
    const count = aside.filter((each) => each.kind === kind).length;
    return count === 0 ? null : `${String(count)} ${count === 1 ? one : many}`;
  }).filter((count) => count !== null);
  return `Set aside, since this version of the studio cannot read it: ${counts.join(' and ')}. Nothing of it is lost; Diagnostics says more under Storage.`;
}
