import { useEffect, useLayoutEffect, type ReactNode } from 'react';
import { NEEDS, type Need } from '../../library/needs';
import { useOpenSet } from '../../library/openSet';
import { useShown } from '../../library/shown';
import { facesAtHand, readLibrary } from '../../library/store';
import { useFace } from '../../library/useFace';
import type { Face } from '../../domain/face/face';
import { SelectField } from '../../ui/SelectField';
import { optionsOf } from '../../ui/options';
import { Progress } from './Progress';
import { RaterPanel } from './RaterPanel';
import { ReviewPicture } from './ReviewPicture';
import { ThresholdPanel } from './ThresholdPanel';
import { VerdictControls } from './VerdictControls';
import { keepOrdered, queueOf, useOrdered, useReview } from './store';

const ORDERS = optionsOf(Object.keys(NEEDS) as Need[]);

interface ReviewViewProps {
  /** What the models say about a face: bars, votes, and the rectified label. */
  readonly reading: (face: Face) => ReactNode;
}

/** One face after the other, those first that need a person's eye most. */
export function ReviewView({ reading }: ReviewViewProps) {
  useEffect(readLibrary, []);
  useLayoutEffect(keepOrdered, []);
  const set = useOpenSet((state) => state.set);
  const status = useShown((state) => state.status);
  const total = useShown((state) => facesAtHand(state).length);
  const ordered = useOrdered((state) => state.faces);
  const turns = useReview();
  const { current, next } = useShown((state) => queueOf(ordered, state, turns));
  const { blind } = turns;
  const face = useFace(current);
  // The next face is read while this one is looked at.
  useFace(next);

  return (
    <main className="review">
      <section className="review-face" aria-label="Face to judge">
        <div className="view-bar">
          <h2 id="view-title" tabIndex={-1}>
            Review
          </h2>
          {set !== null && <span className="note">{`of the set ${set.index.name}`}</span>}
          {total > 0 && !blind && <OrderField />}
          {total > 0 && <Progress />}
        </div>
        {current && <ReviewPicture summary={current} blind={blind} />}
        {!current && status === 'ready' && ordered !== null && <NothingToJudge total={total} />}
        {status === 'ready' && ordered === null && <p className="empty block">{`Putting ${String(total)} faces in order …`}</p>}
        {status === 'unread' && <p className="empty block">Reading the faces kept in this browser …</p>}
        {status === 'failed' && <p className="empty block">The faces kept in this browser cannot be read: its storage is closed to this page.</p>}
        <VerdictControls recognised={current?.recognised ?? null} unlabelled={current !== null && current.recognised === null} blind={blind} />
      </section>
      <section className="column scroll review-reading" aria-label="What the models say" tabIndex={0}>
        {blind && <p className="empty block">You judge blind: what was requested and what the models recognise stays hidden.</p>}
        {!blind && face && reading(face)}
      </section>
      <section className="column scroll review-tools" aria-label={blind ? 'Raters and agreement' : 'Threshold and raters'} tabIndex={0}>
        {!blind && <ThresholdPanel />}
        <RaterPanel />
      </section>
    </main>
  );
}

/** A blind rater has no choice of it: the order would tell what the models made of a face. */
function OrderField() {
  const need = useReview((state) => state.need);
  return <SelectField label="Order" value={need} options={ORDERS} onChange={(value) => useReview.setState({ need: value })} />;
}

function NothingToJudge({ total }: { readonly total: number }) {
  return (
    <div className="review-none">
      {total === 0 ? (
        <>
          <h3>Nothing to judge yet</h3>
          <p>
            The faces you make in the <a href="#/">studio</a> come here. You see each one large, with what was asked for and what the
            models recognise, and say with one key whether the label holds: accept it, reject the face, or name another expression.
            Each verdict shows its key. Faces on which the models disagree come first.
          </p>
        </>
      ) : (
        <>
          <h3>{total === 1 ? 'The one face is judged' : `All ${total} faces are judged`}</h3>
          <p>
            The last verdict can be taken back. In the <a href="#/gallery">gallery</a> the accepted faces can be filtered; a second rater can
            judge them again, blind, to see how far two people agree.
          </p>
        </>
      )}
    </div>
  );
}
