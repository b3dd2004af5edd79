import type { Undoing } from './edits';

/** What an undo did, or why it could do nothing. */
export function undoneSentence({ edit, took }: Undoing): string {
  if (took) return `Undone: ${edit.label}.`;
  return edit.kind === 'deletion' ? `${edit.label}: that cannot be undone any more; deleted faces are kept for an hour, or until their room is needed.` : `Nothing to undo of “${edit.label}”: it has been changed since.`;
}

/** What doing an edit again did. */
export function redoneSentence({ edit, took }: Undoing): string {
  return took ? `Done again: ${edit.label}.` : `Nothing to do again of “${edit.label}”: it has been changed since.`;
}
