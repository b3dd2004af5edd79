import { memo } from 'react';
import { facsUnit } from '../../domain/facs/actionUnits';
import type { PackActionUnit } from '../../domain/packs/manifest';
import type { AuValue } from '../../domain/recipe/recipe';
import { AuSlider } from './AuSlider';
import { peakOf, setSide, setUnit, sideOf } from './auEdits';
import { editAu, toggleSeparated } from './store';

interface AuRowProps {
  readonly unit: PackActionUnit;
  readonly value: AuValue | undefined;
  readonly separated: boolean;
  readonly realisedLeft: number | null;
  readonly realisedRight: number | null;
}

/** One action unit: a slider, or one for each of the person's sides. */
export const AuRow = memo(function AuRow({ unit, value, separated, realisedLeft, realisedRight }: AuRowProps) {
  const name = `${unit.id} ${unit.name}`;
  const lateral = 'left' in unit.columns;
  return (
    <div className={peakOf(value) > 0 ? 'au-row active' : 'au-row'}>
      <span className="au-name" title={explain(unit)}>
        <span className="au-id">{unit.id}</span> {unit.name}
      </span>
      {separated && lateral ? (
        <>
          <AuSlider
            label={`${name} left`}
            side="L"
            intensity={sideOf(value, 'left')}
            realised={realisedLeft}
            onChange={(intensity) => editAu(`${unit.id} left`, (au) => setSide(au, unit.id, 'left', intensity))}
          />
          <AuSlider
            label={`${name} right`}
            side="R"
            intensity={sideOf(value, 'right')}
            realised={realisedRight}
            onChange={(intensity) => editAu(`${unit.id} right`, (au) => setSide(au, unit.id, 'right', intensity))}
          />
        </>
      ) : (
        <AuSlider
          label={name}
          intensity={peakOf(value)}
          realised={mean(realisedLeft, realisedRight)}
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
    </div>
  );
});

function mean(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : (left + right) / 2;
}

function explain(unit: PackActionUnit): string {
  const facs = facsUnit(unit.id);
  if (!facs) return unit.name;
  const arkit = facs.arkit.length > 0 ? `\nARKit: ${facs.arkit.join(', ')}` : '';
  return `${unit.id} ${unit.name}\n${facs.looks}\nMuscle: ${facs.muscle}${arkit}`;
}
