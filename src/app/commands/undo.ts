import { redo as redoRecipe, undo as undoRecipe, useCompose } from '../../features/compose/store';
import { undoVerdict } from '../../features/review/verdicts';
import { redoneSentence, undoneSentence } from '../../library/describeUndo';
import { redoLast, undoLast, useLibraryHistory } from '../../library/edits';
import { announce } from '../../ui/notices';
import { currentView } from '../shell/view';

/** In the studio the recipe's changes are undone, in the other views those of the library. */
export function undo(): void {
  const view = currentView();
  if (view === 'studio') undoRecipe();
  else if (view === 'review') void undoVerdict();
  else void undoLast().then((undone) => undone && announce(undoneSentence(undone)));
}

export function redo(): void {
  if (currentView() === 'studio') redoRecipe();
  else void redoLast().then((redone) => redone && announce(redoneSentence(redone)));
}

/** A verdict can be taken back from the moment it is seen, and it is seen before it is stored. */
export function canUndo(): boolean {
  return hasPast(history()) || (currentView() !== 'studio' && useLibraryHistory.getState().underWay > 0);
}

export function canRedo(): boolean {
  return hasFuture(history());
}

interface History {
  readonly past: readonly unknown[];
  readonly future: readonly unknown[];
}

function history(): History {
  return currentView() === 'studio' ? useCompose.getState() : useLibraryHistory.getState();
}

function hasPast({ past }: History): boolean {
  return past.length > 0;
}

function hasFuture({ future }: History): boolean {
  return future.length > 0;
}
