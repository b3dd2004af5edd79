import { useCallback } from 'react';
import { ClassBars } from '../../library/ClassBars';
import { FacePicture } from '../../library/FacePicture';
import { acceptByRule } from '../../library/changes';
import { useShown } from '../../library/shown';
import { useInSlices } from '../../library/slices';
import { facesAtHand } from '../../library/store';
import type { FaceSummary } from '../../storage/summary';
import { SliderField } from '../../ui/SliderField';
import { labelText } from '../../ui/labelText';
import { useReview } from './store';
import { applyThreshold, type ThresholdOutcome } from './threshold';

/** Accepts in one go what the models are sure of, and shows beforehand what that would give. */
export function ThresholdPanel() {
  const faces = useShown(facesAtHand);
  const curations = useShown((state) => state.curations);
  const { least, agreedOnly } = useReview();
  const applying = useCallback(() => applyThreshold(faces, curations, { least, agreedOnly }), [faces, curations, least, agreedOnly]);
  const outcome = useInSlices<ThresholdOutcome | null>(applying, null);
  return (
    <section className="block" aria-labelledby="threshold-title">
      <h3 className="block-title" id="threshold-title">
        Threshold
      </h3>
      <SliderField label="Confidence ≥" min={0} max={1} step={0.01} value={least} onChange={(value) => useReview.setState({ least: value })} />
      <label className="check">
        <input type="checkbox" checked={agreedOnly} onChange={(event) => useReview.setState({ agreedOnly: event.target.checked })} />
        Only where voters and request agree
      </label>
      {outcome && <Outcome outcome={outcome} />}
    </section>
  );
}

function Outcome({ outcome: { kept, left, leastSure, mostSure, classes, expectedPrecision, people } }: { readonly outcome: ThresholdOutcome }) {
  return (
    <>
      <dl className="facts">
        <div>
          <dt>Kept</dt>
          <dd>{`${kept.length} of ${kept.length + left} unreviewed`}</dd>
        </div>
        <div>
          <dt title="Mean confidence of the kept faces: what the models think of themselves">Precision by confidence</dt>
          <dd>{expectedPrecision === null ? '–' : `${(expectedPrecision * 100).toFixed(1)} % expected`}</dd>
        </div>
        <div>
          <dt title="Share of the judged faces above the threshold whose recognised class people uphold. The review begins with the hardest, so that it may be higher for the rest">
            Precision by people
          </dt>
          <dd>{people.judged === 0 ? 'none judged above' : `${((people.upheld / people.judged) * 100).toFixed(1)} % of ${people.judged} judged`}</dd>
        </div>
      </dl>
      <Preview title="Kept, least sure first" faces={leastSure} />
      <Preview title="Left, most sure first" faces={mostSure} />
      <ClassBars caption="Classes kept" counts={classes} />
      <button
        type="button"
        className="button"
        disabled={kept.length === 0}
        onClick={() => void acceptByRule(kept)}
      >
        {kept.length === 0 ? 'None to accept' : `Accept all ${kept.length} above`}
      </button>
    </>
  );
}

/** The faces next to the threshold: they show what a little more or less would mean. */
function Preview({ title, faces }: { readonly title: string; readonly faces: readonly FaceSummary[] }) {
  if (faces.length === 0) return null;
  return (
    <figure>
      <figcaption className="note">{title}</figcaption>
      <div className="threshold-preview">
        {faces.map((face) => (
          <FacePicture key={face.id} faceId={face.id} size={40} label={labelText(face)} />
        ))}
      </div>
    </figure>
  );
}
