import { clearFace, showFace, useStage } from '../../features/stage/store';
import { closeStrips } from '../../features/strips/store';
import { toggleArchived } from '../../library/changes';
import { undoneSentence } from '../../library/describeUndo';
import { removeFaces, undoEdit } from '../../library/edits';
import type { Edit } from '../../library/edits';
import { setHolding } from '../../library/openSet';
import { useLibrary } from '../../library/store';
import { loadFace } from '../../storage/faces';
import { announce, offerUndo } from '../../ui/notices';
import { reporting } from '../shell/reporting';
import { goTo } from '../shell/view';

/** What can be done with kept faces: show them on the stage, delete them, archive them. */

export async function showKeptFace(id: string): Promise<void> {
  if (useStage.getState().run?.status === 'running') return;
  await reporting(async () => {
    const set = setHolding(id);
    const saved = set === null ? await loadFace(id) : null;
    const face = set === null ? saved?.face : await set.face(id);
    if (!face) return;
    showFace(face, saved?.trajectory?.steps ?? []);
    closeStrips();
  });
}

/** Shows a face of another view on the stage. While a run goes on the stage is the run's. */
export async function openOnStage(id: string): Promise<void> {
  if (useStage.getState().run?.status === 'running') {
    announce('The stage shows a run. Stop it or wait for it to open a face.');
    return;
  }
  await showKeptFace(id);
  goTo('studio');
}

export async function deleteKeptFaces(ids: readonly string[]): Promise<void> {
  if (setHolding(ids[0] ?? '') !== null) {
    announce('A merged set is looked at where it lies, and nothing of it can be deleted from here. Rejected faces are left out when it is merged with these verdicts.');
    return;
  }
  const edit = await removeFaces(ids);
  const kept = new Set(useLibrary.getState().faces.map(({ id }) => id));
  ids.filter((id) => !kept.has(id)).forEach(clearFace);
  if (!edit) return;
  offerUndoOf(edit);
}

/** Archives faces, or brings them back where all of them are archived. */
export async function archiveKeptFaces(ids: readonly string[]): Promise<void> {
  const edit = await toggleArchived(ids);
  if (edit) offerUndoOf(edit);
}

function offerUndoOf(edit: Edit): void {
  offerUndo(`${edit.label}.`, () => void undoEdit(edit).then((undone) => undone && announce(undoneSentence(undone))));
}
