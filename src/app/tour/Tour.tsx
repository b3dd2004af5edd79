import { useEffect } from 'react';
import { usePackManifest } from '../../engine/usePack';
import { useStage } from '../../features/stage/store';
import { TourCard } from '../../features/tour/TourCard';
import { useCompose } from '../../features/compose/store';
import { useReadiness } from '../making/useReadiness';
import { usePreferences } from '../shell/preferences';
import { useView } from '../shell/view';
import { TOUR_STOPS, arriveAt } from './tourStops';
import { goToStep, settleTour, startTour, useTour } from './tour';

/** The tour while it is open. */
export function Tour() {
  const index = useTour((state) => state.step);
  const run = useStage((state) => state.run);
  const manifest = usePackManifest();
  const reasons = useReadiness();
  // A fork is possible or not by the step looked at and by the settings.
  useStage((state) => state.scrub);
  useCompose((state) => state.draft);
  const stop = index === null ? undefined : TOUR_STOPS[index];
  useEffect(() => {
    if (stop) arriveAt(stop);
  }, [stop]);
  if (index === null || !stop) return null;
  return (
    <TourCard
      step={{ title: stop.title, text: stop.text(run), anchors: stop.anchors, action: stop.action?.({ run, manifest, reasons }) ?? null }}
      index={index}
      count={TOUR_STOPS.length}
      onGoTo={goToStep}
      onEnd={settleTour}
    />
  );
}

/** Offers the tour until it was taken or turned down. */
export function TourOffer() {
  const settled = usePreferences((state) => state.tourSettled);
  const open = useTour((state) => state.step !== null);
  const inStudio = useView() === 'studio';
  if (settled || open || !inStudio) return null;
  return (
    <section className="alert calm" aria-label="Tour">
      <p>New here? A tour of two minutes shows the studio at work.</p>
      <button type="button" className="button" onClick={startTour}>
        Take the tour
      </button>
      <button type="button" className="button quiet" onClick={settleTour}>
        No, thanks
      </button>
    </section>
  );
}
