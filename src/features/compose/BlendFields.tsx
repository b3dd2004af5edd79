import { useId, useState } from 'react';
import { blend } from '../../domain/facs/blend';
import { PROTOTYPES } from '../../domain/facs/prototypes';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import { Fold } from '../../ui/Fold';
import { SliderField } from '../../ui/SliderField';
import { editDraft } from './store';

/** A face between two expressions. The class it is asked to be is the nearer one, and none halfway. */
export function BlendFields() {
  const [from, setFrom] = useState<ExpressionClass>('happiness');
  const [to, setTo] = useState<ExpressionClass>('surprise');
  const [percent, setPercent] = useState(50);

  const apply = (first: ExpressionClass, second: ExpressionClass, share: number) => {
    setFrom(first);
    setTo(second);
    setPercent(share);
    editDraft(`blend ${first} ${second}`, {
      au: blend([
        { au: faceOf(first), weight: 100 - share },
        { au: faceOf(second), weight: share },
      ]),
      expression: share < 50 ? first : share > 50 ? second : null,
    });
  };

  return (
    <Fold title="Blend two expressions">
      <div className="blend-ends">
        <ClassSelect label="From" value={from} onChange={(next) => apply(next, to, percent)} />
        <ClassSelect label="To" value={to} onChange={(next) => apply(from, next, percent)} />
      </div>
      <SliderField
        label="Blend"
        hint="How much of the second expression, in %"
        value={percent}
        min={0}
        max={100}
        step={1}
        valueText={`${100 - percent} % ${from}, ${percent} % ${to}`}
        onChange={(share) => apply(from, to, share)}
      />
    </Fold>
  );
}

function faceOf(expression: ExpressionClass) {
  return PROTOTYPES[expression][0]?.au ?? {};
}

interface ClassSelectProps {
  readonly label: string;
  readonly value: ExpressionClass;
  readonly onChange: (expression: ExpressionClass) => void;
}

function ClassSelect({ label, value, onChange }: ClassSelectProps) {
  const id = useId();
  return (
    <span className="row">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="field grow capitalised" value={value} onChange={(event) => onChange(event.target.value as ExpressionClass)}>
        {EXPRESSION_CLASSES.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
