import { EXPRESSION_CLASSES } from '../../domain/packs/manifest';
import { currentFace, useReview } from '../../features/review/store';
import { NO_LABEL_TO_ACCEPT, accept, reject, relabel, skip, undoVerdict } from '../../features/review/verdicts';
import type { Command } from './command';
import { unless } from './hindrances';
import { canUndo } from './undo';

/** One key per verdict. They mean something in the review alone. */
export function reviewCommands(): Command[] {
  const hindrance = () => (currentFace() === null ? 'There is no face to judge.' : null);
  const shared = { group: 'Review', view: 'review', hindrance } as const;
  return [
    {
      ...shared,
      id: 'accept',
      label: 'Accept the label',
      keys: 'A',
      hindrance: () => (useReview.getState().blind ? 'Who judges blind names the expression.' : currentFace()?.recognised === null ? NO_LABEL_TO_ACCEPT : hindrance()),
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
    {
      ...shared,
      id: 'take-back',
      label: 'Take the last verdict back',
      keys: 'U',
      hindrance: unless(canUndo, 'There is nothing to take back.'),
      run: () => void undoVerdict(),
    },
  ];
}
