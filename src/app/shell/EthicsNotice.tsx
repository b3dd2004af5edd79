import { useEffect, useRef } from 'react';
import { USE_IN_SHORT } from '../../domain/dataset/use';
import { useTour } from '../tour/tour';
import { usePreferences } from './preferences';
import { settleEthicsNotice, useEthicsNotice } from './ethicsNotice';
import { useView } from './view';

/** What faces are for and what not: until it was read, and whenever it is asked for. */
export function EthicsNotice() {
  const settled = usePreferences((state) => state.ethicsSettled);
  const asked = useEthicsNotice((state) => state.asked);
  const touring = useTour((state) => state.step !== null);
  const inStudio = useView() === 'studio';
  const notice = useRef<HTMLElement>(null);
  useEffect(() => {
    if (asked) notice.current?.focus();
  }, [asked]);
  if (!asked && (settled || touring || !inStudio)) return null;
  return (
    <section ref={notice} className="alert calm" aria-label="Use of faces" tabIndex={-1}>
      <p>
        <strong>No face made here is a real person.</strong> {USE_IN_SHORT}
      </p>
      <button type="button" className="button" onClick={settleEthicsNotice}>
        Understood
      </button>
    </section>
  );
}
