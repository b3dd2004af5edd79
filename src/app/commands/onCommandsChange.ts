import { useCompose } from '../../features/compose/store';
import { useGallery } from '../../features/gallery/store';
import { useOrdered, useReview } from '../../features/review/store';
import { useStage } from '../../features/stage/store';
import { useStrips } from '../../features/strips/store';
import { useLibraryHistory } from '../../library/edits';
import { useShown } from '../../library/shown';
import { useLibrary } from '../../library/store';
import { useTour } from '../tour/tour';

/** Tells of every change that a command's hindrance may depend on. @returns the way to stop */
export function onCommandsChange(listener: () => void): () => void {
  const stops = [useCompose, useGallery, useReview, useOrdered, useStage, useStrips, useLibraryHistory, useLibrary, useShown, useTour].map((store) => store.subscribe(listener));
  window.addEventListener('hashchange', listener);
  return () => {
    for (const stop of stops) stop();
    window.removeEventListener('hashchange', listener);
  };
}
