import { clearSelection, useGallery } from '../../features/gallery/store';
import { useStage } from '../../features/stage/store';
import { accept, judge, toggleStars } from '../../library/changes';
import { useOpenSet } from '../../library/openSet';
import { archiveKeptFaces, deleteKeptFaces, openOnStage } from '../faces/keptFaces';
import type { Command } from './command';

/** What can be done with the faces chosen in the gallery. A verdict given there is a bulk one: it names no expression. */
export function galleryCommands(): Command[] {
  const chosen = () => useGallery.getState().chosen;
  const shared = { group: 'Gallery', view: 'gallery', keys: null, hindrance: () => (chosen().length > 0 ? null : 'No face is chosen.') } as const;
  return [
    { ...shared, id: 'open-chosen', label: 'Open the chosen face on the stage', also: 'show', hindrance: whyNoneOpens, run: () => void chosen().slice(0, 1).map(openOnStage) },
    { ...shared, id: 'star', label: 'Star the chosen faces, or take the stars off', also: 'favourite', run: () => void toggleStars(chosen()) },
    { ...shared, id: 'accept-chosen', label: 'Accept the chosen faces', also: 'verdict label', run: () => void accept(chosen(), 'first') },
    { ...shared, id: 'reject-chosen', label: 'Reject the chosen faces', also: 'verdict', run: () => void judge(chosen(), 'first', { state: 'rejected', label: null }) },
    {
      ...shared,
      id: 'archive',
      label: 'Archive the chosen faces, or bring them back',
      also: 'hide put away unarchive restore',
      keys: 'E',
      run: () => void archiveKeptFaces(chosen()),
    },
    { ...shared, id: 'delete-chosen', label: 'Delete the chosen faces', also: 'remove trash', hindrance: whyNotDeleted, run: () => void deleteKeptFaces(chosen()) },
    { ...shared, id: 'choose-none', label: 'Choose none of the faces', also: 'deselect unselect clear selection', run: clearSelection },
  ];
}

/** A merged set is looked at where it lies. */
function whyNotDeleted(): string | null {
  if (useOpenSet.getState().set !== null) return 'Nothing of a merged set can be deleted from here.';
  return useGallery.getState().chosen.length > 0 ? null : 'No face is chosen.';
}

function whyNoneOpens(): string | null {
  if (useGallery.getState().chosen.length !== 1) return 'One face can be opened: choose one.';
  return useStage.getState().run?.status === 'running' ? 'The stage shows a run. Stop it or wait for it to open a face.' : null;
}
