import { useEffect, useRef } from 'react';
import { useElementSize } from '../../ui/useElementSize';
import { placeCard } from './placeCard';
import { useAnchor } from './useAnchor';

export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** CSS selectors of the control it is about; the first that is there is pointed at. */
  readonly anchors: readonly string[];
  /** Something that can be tried at once. */
  readonly action: { readonly label: string; readonly hindrance: string | null; readonly run: () => void } | null;
}

interface TourCardProps {
  readonly step: TourStep;
  /** 0-based. */
  readonly index: number;
  readonly count: number;
  readonly onGoTo: (index: number) => void;
  readonly onEnd: () => void;
}

/** One step of the tour beside the control it is about. Not modal: the studio stays usable under it. */
export function TourCard({ step, index, count, onGoTo, onEnd }: TourCardProps) {
  const anchor = useAnchor(step.anchors);
  const [size, card] = useElementSize<HTMLDivElement>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [index]);

  const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const place = placeCard(anchor ?? { left: 0, top: 0, ...viewport }, size, viewport);
  const last = index === count - 1;
  return (
    <>
      {anchor && <div className="tour-ring" style={{ ...anchor }} aria-hidden="true" />}
      <div
        className="tour-card"
        role="dialog"
        aria-labelledby="tour-title"
        aria-describedby="tour-text"
        style={{ ...place }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onEnd();
        }}
      >
        <div ref={card} className="tour-body">
          <h2 id="tour-title" ref={heading} tabIndex={-1}>
            <span className="readout muted">
              {index + 1} of {count}
            </span>{' '}
            {step.title}
          </h2>
          <p id="tour-text">{step.text}</p>
          {step.action && (
            <div className="row">
              <button type="button" className="button" disabled={step.action.hindrance !== null} aria-describedby="tour-hindrance" onClick={step.action.run}>
                {step.action.label}
              </button>
              <span className="note" id="tour-hindrance">
                {step.action.hindrance}
              </span>
            </div>
          )}
          <div className="row">
            {!last && (
              <button type="button" className="button quiet" onClick={onEnd}>
                Skip the tour
              </button>
            )}
            <span className="grow" />
            <button type="button" className="button" disabled={index === 0} onClick={() => onGoTo(index - 1)}>
              Back
            </button>
            <button type="button" className="button primary" onClick={() => (last ? onEnd() : onGoTo(index + 1))}>
              {last ? 'Done' : 'Next'}
            </button>
          </div>
        </div>
      </div>
    </>
  );
}
