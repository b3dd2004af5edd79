import { memo, useId, useState } from 'react';
import { tellsSides } from '../../domain/facs/vector';
import type { PackActionUnit } from '../../domain/packs/manifest';
import type { AuValue } from '../../domain/recipe/recipe';
import { pointAtUnits, pointAway } from '../../ui/pointedUnits';
import { AuAbout } from './AuAbout';
import { AuSlider } from './AuSlider';
import { peakOf, setSide, setUnit, sideOf } from './auEdits';
import { editAu, toggleSeparated } from './store';

interface AuRowProps {
  readonly unit: PackActionUnit;
  readonly value: AuValue | undefined;
  readonly separated: boolean;
  readonly realisedLeft: number | null;
  readonly realisedRight: number | null;
  /** What the unit is in conflict with now, in a few words. */
  readonly conflict: string | undefined;
  /** Pointed at, here or on the face. */
  readonly lit: boolean;
}

/** One action unit: a slider, or one for each of the person's sides. */
export const AuRow = memo(function AuRow({ unit, value, separated, realisedLeft, realisedRight, conflict, lit }: AuRowProps) {
  const [explained, setExplained] = useState(false);
  const aboutId = useId();
  const conflictId = useId();
  const describedBy = conflict === undefined ? undefined : conflictId;
  const name = `${unit.id} ${unit.name}`;
  const lateral = tellsSides(unit.columns);
  return (
    <div
      className={`au-row${peakOf(value) > 0 ? ' active' : ''}${lit ? ' lit' : ''}`}
      onPointerEnter={() => pointAtUnits([unit.id])}
      onPointerLeave={pointAway}
      onFocus={() => pointAtUnits([unit.id])}
      onBlur={pointAway}
    >
      <button
        type="button"
        className="au-name"
        aria-expanded={explained}
        aria-controls={aboutId}
        title={explained ? `Hide what ${unit.id} is` : `What ${unit.id} is`}
        onClick={() => setExplained(!explained)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setExplained(false);
        }}
      >
        <span className="au-id">{unit.id}</span> {unit.name}
      </button>
      {separated && lateral ? (
        <>
          <AuSlider
            label={`${name} left`}
            side="L"
            intensity={sideOf(value, 'left')}
            realised={realisedLeft}
            describedBy={describedBy}
            onChange={(intensity) => editAu(`${unit.id} left`, (au) => setSide(au, unit.id, 'left', intensity))}
          />
          <AuSlider
            label={`${name} right`}
            side="R"
            intensity={sideOf(value, 'right')}
            realised={realisedRight}
            describedBy={describedBy}
            onChange={(intensity) => editAu(`${unit.id} right`, (au) => setSide(au, unit.id, 'right', intensity))}
          />
        </>
      ) : (
        <AuSlider
          label={name}
          intensity={peakOf(value)}
          realised={mean(realisedLeft, realisedRight)}
          describedBy={describedBy}
          onChange={(intensity) => editAu(unit.id, (au) => setUnit(au, unit.id, intensity))}
        />
      )}
      {lateral && (
        <button
          type="button"
          className="split"
          aria-label={`Separate left and right for ${unit.id}`}
          aria-pressed={separated}
          title={separated ? 'One slider for both sides' : "A slider for each of the person's sides"}
          onClick={() => toggleSeparated(unit.id)}
        >
          L|R
        </button>
      )}
      {/* There even when empty: an element that appears in the row makes Chromium let go of the slider that is dragged. */}
      <p className="au-conflict" id={conflictId}>
        {conflict}
      </p>
      {explained && <AuAbout id={aboutId} unit={unit} />}
    </div>
  );
});

function mean(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : (left + right) / 2;
}
