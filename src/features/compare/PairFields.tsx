import type { Face } from '../../domain/face/face';
import { SelectField } from '../../ui/SelectField';
import { faceName } from './describe';

interface PairFieldsProps {
  readonly faces: readonly Face[];
  /** Indices of two different faces. */
  readonly pair: readonly [number, number];
  readonly onChange: (pair: readonly [number, number]) => void;
}

/** Which two of several faces are set against each other. */
export function PairFields({ faces, pair: [first, second], onChange }: PairFieldsProps) {
  const options = faces.map((face, index) => ({ value: String(index), text: faceName(face, index) }));
  // Choosing the face of the other side changes sides.
  return (
    <div className="row">
      <SelectField label="Left" value={String(first)} options={options} onChange={(value) => onChange([Number(value), Number(value) === second ? first : second])} />
      <SelectField label="Right" value={String(second)} options={options} onChange={(value) => onChange([Number(value) === first ? second : first, Number(value)])} />
    </div>
  );
}
