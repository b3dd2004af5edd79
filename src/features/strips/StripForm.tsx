import { useId } from 'react';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { FRAMES, ROWS, STRIP_KINDS } from '../../domain/strips/plan';
import type { StripKind, StripRequest } from '../../domain/strips/plan';
import { NumberField } from '../../ui/NumberField';
import { SelectField } from '../../ui/SelectField';
import { editRequest } from './store';

const KIND_NAMES: Readonly<Record<StripKind, string>> = {
  unit: 'One action unit, 0 to 5',
  'two-units': 'Two action units',
  'unit-guidance': 'Action unit and guidance',
  'class-seed': 'Classes and seeds',
};

const KINDS = STRIP_KINDS.map((value) => ({ value, text: KIND_NAMES[value] }));

interface StripFormProps {
  readonly request: StripRequest;
  readonly units: readonly PackActionUnit[];
}

/** What varies across and down, and in how many faces. */
export function StripForm({ request, units }: StripFormProps) {
  const { kind } = request;
  const options = units.map(({ id, name }) => ({ value: id, text: `${id} ${name}` }));
  return (
    <div className="strip-form" role="group" aria-label="What varies">
      <span className="strip-field">
        <SelectField label="Vary" value={kind} options={KINDS} onChange={(chosen) => editRequest({ kind: chosen })} />
      </span>
      {kind !== 'class-seed' && (
        <span className="strip-field">
          <SelectField label="Unit across" value={request.unit} options={options} onChange={(unit) => editRequest({ unit })} />
        </span>
      )}
      {kind === 'two-units' && (
        <span className="strip-field">
          <SelectField label="Unit down" value={request.secondUnit} options={options} onChange={(secondUnit) => editRequest({ secondUnit })} />
        </span>
      )}
      <Count text={kind === 'class-seed' ? 'Seeds' : 'Faces across'} value={request.frames} limits={FRAMES} onChange={(frames) => editRequest({ frames })} />
      {(kind === 'two-units' || kind === 'unit-guidance') && (
        <Count text="Faces down" value={request.rows} limits={ROWS} onChange={(rows) => editRequest({ rows })} />
      )}
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
