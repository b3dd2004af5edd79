import { EXPRESSION_CLASSES } from '../../domain/packs/manifest';
import { accept, reject, relabel, skip, undoVerdict, useReview } from '../../features/review/store';
import type { Command } from './command';
import { always, unless } from './hindrances';

/** One key per verdict. They mean something in the review alone. */
export function reviewCommands(): Command[] {
  const shared = { group: 'Review', view: 'review', hindrance: always } as const;
  return [
    {
      ...shared,
      id: 'accept',
      label: 'Accept the label',
      keys: 'A',
      hindrance: unless(() => !useReview.getState().blind, 'Who judges blind names the expression.'),
      run: accept,
    },
    { ...shared, id: 'reject', label: 'Reject the face', keys: 'R', run: reject },
    ...EXPRESSION_CLASSES.map((name, index) => ({
      ...shared,
      id: `label-${name}`,
      label: `Label as ${name}`,
      keys: String(index + 1),
      run: () => relabel(name),
    })),
    { ...shared, id: 'skip', label: 'Skip the face', keys: 'S', run: skip },
    { ...shared, id: 'take-back', label: 'Take the last verdict back', keys: 'U', run: () => void undoVerdict() },
  ];
}
