import { useId } from 'react';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { AXIS_KINDS } from '../../domain/strips/axes';
import type { AxisKind } from '../../domain/strips/axes';
import { FRAMES, ROWS } from '../../domain/strips/plan';
import type { StripRequest } from '../../domain/strips/plan';
import { NumberField } from '../../ui/NumberField';
import { SelectField } from '../../ui/SelectField';
import { editRequest } from './store';

const KIND_NAMES: Readonly<Record<AxisKind, string>> = {
  unit: 'Action unit',
  'semantic-guidance': 'Semantic guidance',
  'text-guidance': 'Text guidance',
  'au-strength': 'AU strength',
  steps: 'Steps',
  seeds: 'Seeds',
  classes: 'Classes',
};

const KINDS = AXIS_KINDS.map((value) => ({ value, text: KIND_NAMES[value] }));
const KINDS_OR_NONE = [{ value: 'none', text: 'Nothing: one strip' } as const, ...KINDS];

interface StripFormProps {
  readonly request: StripRequest;
  readonly units: readonly PackActionUnit[];
}

/** What varies across and down, and in how many faces. */
export function StripForm({ request, units }: StripFormProps) {
  const { across, down } = request;
  const options = units.map(({ id, name }) => ({ value: id, text: `${id} ${name}` }));
  return (
    <div className="strip-form" role="group" aria-label="What varies">
      <div className="strip-axis">
        <span className="strip-field">
          <SelectField label="Across" value={across} options={KINDS} onChange={(kind) => editRequest({ across: kind })} />
        </span>
        {across === 'unit' && (
          <span className="strip-field">
            <SelectField label="Unit across" value={request.unit} options={options} onChange={(unit) => editRequest({ unit })} />
          </span>
        )}
        {across !== 'classes' && <Count text="Faces across" value={request.frames} limits={FRAMES} onChange={(frames) => editRequest({ frames })} />}
      </div>
      <div className="strip-axis">
        <span className="strip-field">
          <SelectField label="Down" value={down} options={KINDS_OR_NONE} onChange={(kind) => editRequest({ down: kind })} />
        </span>
        {down === 'unit' && (
          <span className="strip-field">
            <SelectField label="Unit down" value={request.secondUnit} options={options} onChange={(secondUnit) => editRequest({ secondUnit })} />
          </span>
        )}
        {down !== 'none' && down !== 'classes' && (
          <Count text="Faces down" value={request.rows} limits={ROWS} onChange={(rows) => editRequest({ rows })} />
        )}
      </div>
    </div>
  );
}

interface CountProps {
  readonly text: string;
  readonly value: number;
  readonly limits: { readonly min: number; readonly max: number };
  readonly onChange: (value: number) => void;
}

function Count({ text, value, limits, onChange }: CountProps) {
  const id = useId();
  return (
    <span className="strip-field">
      <label htmlFor={id}>{text}</label>
      <NumberField id={id} label={text} value={value} {...limits} step={1} onChange={onChange} />
    </span>
  );
}
