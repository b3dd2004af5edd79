import { useMemo } from 'react';
import { RATERS, type Rater } from '../../domain/curation/curation';
import { cohenKappa } from '../../domain/labels/kappa';
import { useShown } from '../../library/shown';
import { ratings } from './ratings';
import { setRater, useReview } from './store';

const NAMES: Record<Rater, string> = { first: 'First rater', second: 'Second rater' };

/** Who judges, whether blind, and how far two people agree. */
export function RaterPanel() {
  const { rater, blind } = useReview();
  return (
    <section className="block" aria-labelledby="raters-title">
      <h3 className="block-title" id="raters-title">
        Raters
      </h3>
      <div className="row" role="radiogroup" aria-labelledby="raters-title">
        {RATERS.map((id) => (
          <label key={id} className="check">
            <input type="radio" name="rater" checked={rater === id} onChange={() => setRater(id)} />
            {NAMES[id]}
          </label>
        ))}
      </div>
      <label className="check">
        <input type="checkbox" checked={blind} onChange={(event) => useReview.setState({ blind: event.target.checked })} />
        Blind
      </label>
      <p className="note">Blind hides what was requested, what the models recognise, how they order the faces and the threshold.</p>
      <RaterAgreement />
    </section>
  );
}

function RaterAgreement() {
  const curations = useShown((state) => state.curations);
  const agreement = useMemo(() => cohenKappa(ratings(curations.values())), [curations]);
  if (!agreement) return <p className="note">Cohen’s kappa appears here when two raters have judged the same faces.</p>;
  const { count, observed, kappa } = agreement;
  return (
    <dl className="facts">
      <div>
        <dt>Judged by both</dt>
        <dd>{count}</dd>
      </div>
      <div>
        <dt>Same verdict</dt>
        <dd>{Math.round(observed * 100)} %</dd>
      </div>
      <div>
        <dt>Cohen’s kappa</dt>
        <dd>{kappa === null ? 'undefined: one verdict throughout' : kappa.toFixed(2)}</dd>
      </div>
    </dl>
  );
}
