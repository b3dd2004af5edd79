import { writeDraft } from '../../storage/draft';
import { useCompose } from './store';

const DEBOUNCE_MS = 300;

/** Keeps the draft recipe across reloads. Returns the way to stop. */
export function startAutosave(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = useCompose.getState().draft;
  const flush = () => {
    clearTimeout(timer);
    const { draft } = useCompose.getState();
    // A tab that is only left has nothing to say: the newest draft may be another's.
    if (!draft || draft === written) return;
    writeDraft(draft);
    written = draft;
  };
  const flushWhenHidden = () => {
    if (document.visibilityState === 'hidden') flush();
  };
  const unsubscribe = useCompose.subscribe((state, previous) => {
    if (state.draft === previous.draft) return;
    clearTimeout(timer);
    timer = setTimeout(flush, DEBOUNCE_MS);
  });
  document.addEventListener('visibilitychange', flushWhenHidden);
  window.addEventListener('pagehide', flush);
  return () => {
    flush();
    unsubscribe();
    document.removeEventListener('visibilitychange', flushWhenHidden);
    window.removeEventListener('pagehide', flush);
  };
}
