import type { RecogniserStatus } from '../../domain/packs/loading';
import { firstCounting } from '../../domain/recognisers/weight';
import type { Counting } from '../../domain/recognisers/weight';
import type { KeptRecogniser } from '../../storage/recognisers';
import { Facts } from '../../ui/Facts';
import { NumberField } from '../../ui/NumberField';
import { formatSize } from '../../ui/format';

interface RecogniserRowProps {
  readonly recogniser: KeptRecogniser;
  /** Null while no model is loaded. */
  readonly status: RecogniserStatus | null;
  readonly blocked: boolean;
  readonly onCheck: () => void;
  readonly onCount: (counts: Counting) => void;
  readonly onRemove: () => void;
}

export function RecogniserRow({ recogniser, status, blocked, onCheck, onCount, onRemove }: RecogniserRowProps) {
  const { file, bytes, counts } = recogniser;
  const { name, expression } = file;
  return (
    <li className="stack tight" aria-label={name}>
      <h4>{name}</h4>
      <Facts className="page-facts" facts={facts(recogniser, status)} />
      <div className="row wrap">
        {expression && <CountingField expression={expression} name={name} counts={counts ?? firstCounting(expression)} blocked={blocked} onCount={onCount} />}
        <button type="button" className="button" disabled={blocked} onClick={onCheck} aria-label={`Check ${name}`}>
          Check
        </button>
        <button type="button" className="button" disabled={blocked} onClick={onRemove} aria-label={`Remove ${name}`} title={`${formatSize(bytes)} in this browser`}>
          Remove
        </button>
      </div>
    </li>
  );
}

interface CountingFieldProps {
  readonly expression: NonNullable<KeptRecogniser['file']['expression']>;
  readonly name: string;
  readonly counts: Counting;
  readonly blocked: boolean;
  readonly onCount: (counts: Counting) => void;
}

/** How much its vote weighs: the model's own voters count 1. */
function CountingField({ expression, name, counts, blocked, onCount }: CountingFieldProps) {
  const measured = expression.reliability !== undefined;
  return (
    <>
      {measured && (
        <label className="row tight">
          <input type="checkbox" checked={counts === 'measured'} disabled={blocked} onChange={(event) => onCount(event.target.checked ? 'measured' : 1)} />
          counts as it was measured
        </label>
      )}
      {counts !== 'measured' && (
        <span className="row tight" title="0: heard, not counted. The model’s own voters count 1.">
          counts
          <NumberField label={`Weight of ${name}`} value={counts} min={0} max={2} step={0.1} onChange={onCount} />
          {counts === 0 && <span className="muted">heard, not counted</span>}
        </span>
      )}
    </>
  );
}

function facts({ file, bytes }: KeptRecogniser, status: RecogniserStatus | null): [string, string][] {
  const { expression, actionUnits } = file;
  return [
    ['From', `${file.source}, trained by ${file.trainedBy}`],
    ['Licence', file.licence],
    ['Size', formatSize(bytes)],
    ...(expression ? [['Classes, in the order of its output', expression.classes.map((name) => name ?? 'other').join(', ')] as [string, string]] : []),
    ...(expression?.reliability ? [['Measured on', `${expression.reliability.measuredOn}: ${Object.entries(expression.reliability.classes).map(([name, share]) => `${name} ${share.toFixed(2)}`).join(', ')}`] as [string, string]] : []),
    ...(actionUnits ? [['Reads action units', actionUnits.columns.filter((unit) => unit !== null).join(', ')] as [string, string]] : []),
    ...(status ? [['In this studio', status.votes ? (status.reason === file.source ? 'has its seat' : status.reason) : `does not vote. ${status.reason}`] as [string, string]] : []),
  ];
}
