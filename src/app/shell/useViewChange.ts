import { useEffect, useRef } from 'react';
import { inTour } from '../tour/tour';
import { VIEWS, type View } from './view';

/** On a change of view the focus goes to the new view's heading, as it would on a new page. */
export function useViewChange(view: View): void {
  const shown = useRef(view);
  useEffect(() => {
    const name = VIEWS.find(({ id }) => id === view)?.label;
    document.title = view === 'studio' ? 'SynFER Studio' : `${name} – SynFER Studio`;
    if (shown.current === view) return;
    shown.current = view;
    // A tour leads from view to view, and keeps the focus.
    if (!inTour()) document.getElementById('view-title')?.focus();
  }, [view]);
}
