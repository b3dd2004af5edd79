import { useMemo, useState } from 'react';
import type { AuIntensities } from '../../domain/recipe/recipe';
import { activeUnits, describeActivity, letters } from '../../domain/schematic/activeUnits';
import { schematicFace } from '../../domain/schematic/face';
import { schematicMuscles } from '../../domain/schematic/muscles';
import { FaceDrawing } from './FaceDrawing';

const LISTED = 8;

/** The face that the sliders ask for, in lines, at once: no model is asked. */
export function SchematicPanel({ au }: { readonly au: AuIntensities }) {
  const [open, setOpen] = useState(true);
  return (
    <details className="schematic" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Schematic face</summary>
      {open && <Body au={au} />}
    </details>
  );
}

function Body({ au }: { readonly au: AuIntensities }) {
  const [muscleView, setMuscleView] = useState(false);
  const face = useMemo(() => schematicFace(au), [au]);
  const muscles = useMemo(() => (muscleView ? schematicMuscles(au) : null), [au, muscleView]);
  const active = activeUnits(au);
  const more = active.length - LISTED;
  return (
    <div className="schematic-body">
      <FaceDrawing face={face} muscles={muscles} description={describeActivity(au)} />
      <div className="schematic-side">
        <button type="button" className="button" aria-pressed={muscleView} onClick={() => setMuscleView(!muscleView)}>
          Muscles
        </button>
        {active.length === 0 ? (
          <p className="note">At rest. Move a slider or choose a preset: this face follows at once, before any diffusion.</p>
        ) : (
          <ul className="schematic-units" aria-label={muscleView ? 'Working muscles' : 'Active units'}>
            {active.slice(0, LISTED).map((entry) => (
              <li key={entry.unit.id}>
                <span className="number">{entry.unit.number}</span>
                <span className="name" title={muscleView ? entry.unit.muscle : entry.unit.name}>
                  {muscleView ? entry.unit.muscle : entry.unit.name}
                </span>
                <span className="intensity">{letters(entry)}</span>
              </li>
            ))}
            {more > 0 && <li className="muted more">and {more} more</li>}
          </ul>
        )}
      </div>
    </div>
  );
}
