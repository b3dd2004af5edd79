import { useId, useMemo, useState } from 'react';
import { cleanName } from '../../domain/curation/curation';
import { addName, removeName, type NameKind } from '../../library/changes';
import { countNames } from '../../library/names';
import { useShown } from '../../library/shown';
import { curationOf } from '../../library/store';

interface NamesFieldProps {
  readonly kind: NameKind;
  readonly label: string;
  readonly ids: readonly string[];
}

/** The tags or boards of the chosen faces: those they have, each to be taken off, and a field to add one. */
export function NamesField({ kind, label, ids }: NamesFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const curations = useShown((state) => state.curations);
  const all = useMemo(() => countNames(curations.values(), kind), [curations, kind]);
  const here = useMemo(() => countNames(ids.map((face) => curationOf(curations, face)), kind), [curations, ids, kind]);

  const add = () => {
    const name = cleanName(typed);
    if (name === null) return;
    setTyped('');
    void addName(ids, kind, name);
  };

  return (
    <form
      className="names"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input id={id} className="field" list={`${id}-known`} value={typed} autoComplete="off" maxLength={60} onChange={(event) => setTyped(event.target.value)} />
      <datalist id={`${id}-known`}>
        {[...all.keys()].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <button type="submit" className="button" disabled={cleanName(typed) === null}>
        Add
      </button>
      {Array.from(here, ([name, count]) => (
        <button key={name} type="button" className="chip" aria-label={`Remove ${name}`} title={`On ${count} of ${ids.length}`} onClick={() => void removeName(ids, kind, name)}>
          {name}
          {count < ids.length && <span className="muted readout"> {count}</span>} <span aria-hidden="true">×</span>
        </button>
      ))}
    </form>
  );
}
