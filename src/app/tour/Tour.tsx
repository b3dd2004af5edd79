import { useEffect } from 'react';
import { usePackManifest } from '../../engine/usePack';
import { useStage } from '../../features/stage/store';
import { TourCard } from '../../features/tour/TourCard';
import { useCompose } from '../../features/compose/store';
import { useReadiness } from '../making/useReadiness';
import { TOUR_STOPS, arriveAt } from './tourStops';
import { goToStep, settleTour, useTour } from './tour';

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
