import { useMemo } from 'react';
import { ClassBars } from '../../library/ClassBars';
import { FacePicture } from '../../library/FacePicture';
import { acceptByRule } from '../../library/changes';
import { useShown } from '../../library/shown';
import { curationOf, facesAtHand } from '../../library/store';
import type { FaceSummary } from '../../storage/summary';
import { SliderField } from '../../ui/SliderField';
import { formatConfidence } from '../../ui/format';
import { useReview } from './store';
import { applyThreshold } from './threshold';

const PREVIEWED = 6;

/** Accepts in one go what the models are sure of, and shows beforehand what that would give. */
export function ThresholdPanel() {
  const faces = useShown(facesAtHand);
  const curations = useShown((state) => state.curations);
  const { least, agreedOnly } = useReview();
  const { kept, left, classes, expectedPrecision, people } = useMemo(
    () => applyThreshold(faces, (id) => curationOf(curations, id), { least, agreedOnly }),
    [faces, curations, least, agreedOnly],
  );
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
      <dl className="facts">
        <div>
          <dt>Kept</dt>
          <dd>{`${kept.length} of ${kept.length + left.length} unreviewed`}</dd>
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
      <Preview title="Kept, least sure first" faces={kept} />
      <Preview title="Left, most sure first" faces={left} />
      <ClassBars caption="Classes kept" counts={classes} />
      <button
        type="button"
        className="button"
        disabled={kept.length === 0}
        onClick={() => void acceptByRule(kept.map((face) => face.id))}
      >
        {kept.length === 0 ? 'None to accept' : `Accept all ${kept.length} above`}
      </button>
    </section>
  );
}

/** The faces next to the threshold: they show what a little more or less would mean. */
function Preview({ title, faces }: { readonly title: string; readonly faces: readonly FaceSummary[] }) {
  if (faces.length === 0) return null;
  return (
    <figure>
      <figcaption className="note">{title}</figcaption>
      <div className="threshold-preview">
        {faces.slice(0, PREVIEWED).map((face) => (
          <FacePicture key={face.id} faceId={face.id} size={40} label={`${face.recognised}, ${formatConfidence(face.confidence)}`} />
        ))}
      </div>
    </figure>
  );
}
