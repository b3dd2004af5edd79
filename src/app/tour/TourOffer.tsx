import { CommandButton } from '../../ui/CommandButton';
import { usePreferences } from '../shell/preferences';
import { useView } from '../shell/view';
import { settleTour, useTour } from './tour';

/** Offers the tour until it was taken or turned down. */
export function TourOffer() {
  const settled = usePreferences((state) => state.tourSettled);
  const open = useTour((state) => state.step !== null);
  const inStudio = useView() === 'studio';
  if (settled || open || !inStudio) return null;
  return (
    <section className="alert calm" aria-label="Tour">
      <p>New here? A tour of two minutes shows the studio at work.</p>
      <CommandButton command="tour" title="Take the tour">
        Take the tour
      </CommandButton>
      <button type="button" className="button quiet" onClick={settleTour}>
        No, thanks
      </button>
    </section>
  );
}
