import { useMemo, useState, type ReactNode } from 'react';
import type { AuIntensities } from '../../domain/recipe/recipe';
import { activeUnits, describeActivity, letters } from '../../domain/schematic/activeUnits';
import { schematicFace } from '../../domain/schematic/face';
import { schematicMuscles } from '../../domain/schematic/muscles';
import { FaceDrawing } from './FaceDrawing';

const LISTED = 8;

interface SchematicPanelProps {
  readonly au: AuIntensities;
  /** Over the drawing, as large as it: what takes hold of it. */
  readonly overlay?: ReactNode;
}

/** The face that the sliders ask for, in lines, at once: no model is asked. */
export function SchematicPanel({ au, overlay }: SchematicPanelProps) {
  const [muscleView, setMuscleView] = useState(false);
  const face = useMemo(() => schematicFace(au), [au]);
  const muscles = useMemo(() => (muscleView ? schematicMuscles(au) : null), [au, muscleView]);
  const active = activeUnits(au);
  const more = active.length - LISTED;
  return (
    <section className="schematic" aria-label="Schematic face">
      <div className="schematic-face">
        <FaceDrawing face={face} muscles={muscles} description={describeActivity(au)} />
        {overlay}
      </div>
      <div className="schematic-side">
        <div className="row schematic-head">
          <h2 className="block-title">Schematic</h2>
          <button type="button" className="button quiet" aria-pressed={muscleView} onClick={() => setMuscleView(!muscleView)}>
            Muscles
          </button>
        </div>
        {active.length === 0 ? (
          <p className="note">At rest. Move a slider, choose a preset or pull on the face: this drawing follows before any diffusion.</p>
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
    </section>
  );
}
