import { useId, useState } from 'react';
import { FacsCodeError, formatFacsCode, readFacsCode, type FacsReading } from '../../domain/facs/code';
import type { PackActionUnit } from '../../domain/packs/manifest';
import type { AuIntensities } from '../../domain/recipe/recipe';
import { announce } from '../../ui/notices';
import { editDraft } from './store';

interface FacsCodeFieldProps {
  readonly au: AuIntensities;
  readonly known: readonly PackActionUnit[];
}

/** The action units as FACS writes them ("1C+2B+L12D"), to read, copy and type. */
export function FacsCodeField({ au, known }: FacsCodeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const saidId = useId();
  const reading = typed === null ? null : read(typed, known);
  const error = typeof reading === 'string' ? reading : null;
  const said = error ?? (reading && typeof reading !== 'string' ? reading.notes.join(' ') : '');

  const apply = () => {
    if (typed !== null && typed !== formatFacsCode(au) && reading !== null && typeof reading !== 'string') {
      editDraft('FACS code', { au: reading.au });
      if (reading.notes.length > 0) announce(reading.notes.join(' '));
    }
    if (error === null) setTyped(null);
  };

  return (
    <div className="facs-code">
      <input
        id="facs-code"
        className="field code"
        aria-label="FACS code"
        value={typed ?? formatFacsCode(au)}
        placeholder="1C+2B+L12D"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={error !== null || undefined}
        aria-describedby={said === '' ? undefined : saidId}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={apply}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      {said !== '' && (
        <p className={error === null ? 'note facs-said' : 'note error facs-said'} id={saidId}>
          {said}
        </p>
      )}
    </div>
  );
}

/** The code as it is understood, or what is wrong with it. */
function read(code: string, known: readonly PackActionUnit[]): FacsReading | string {
  try {
    const reading = readFacsCode(code);
    const missing = Object.keys(reading.au).find((id) => !known.some((unit) => unit.id === id));
    return missing === undefined ? reading : `This model does not have ${missing}.`;
  } catch (error) {
    if (error instanceof FacsCodeError) return error.message;
    throw error;
  }
}
