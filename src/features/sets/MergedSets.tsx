import { useState } from 'react';
import { isUntouched } from '../../domain/curation/curation';
import { useOpenSet } from '../../library/openSet';
import type { OpenSet } from '../../library/openSet';
import { FilesButton } from '../../ui/FilesButton';
import { Fold } from '../../ui/Fold';
import { countOf } from '../../ui/format';
import { useAttempt } from '../../ui/useAttempt';

interface MergedSetsProps {
  /** @returns the host that has to be allowed first; null where the set is open */
  readonly onAddress: (address: string) => Promise<string | null>;
  readonly onFolder: (files: readonly File[]) => Promise<void>;
  readonly onAllow: (origin: string, address: string) => Promise<void>;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** Merged sets, looked through where they lie: the ways to open one, or what is open. */
export function MergedSets(props: MergedSetsProps) {
  const set = useOpenSet((state) => state.set);
  if (set !== null) return <SetInSight set={set} onSave={props.onSave} onClose={props.onClose} />;
  return (
    <div className="sets">
      <Fold title="Merged sets">
        <OpenForm {...props} />
      </Fold>
    </div>
  );
}

function SetInSight({ set, onSave, onClose }: Pick<MergedSetsProps, 'onSave' | 'onClose'> & { readonly set: OpenSet }) {
  const read = useOpenSet((state) => state.faces.length);
  const curations = useOpenSet((state) => state.curations);
  const said = [...curations.values()].filter((curation) => !isUntouched(curation)).length;
  const { name, faces } = set.index;
  return (
    <section className="sets row wrap" aria-label="Merged set">
      <p className="grow">
        <strong>{name}</strong>, {countOf(faces, 'face')}, at {set.place}
        {read < faces && <span role="status">{` – ${String(read)} read`}</span>}
        <br />
        <span className="note">What you say of these faces is kept in this browser. Saved beside the set it comes with it, and synth merge --verdicts applies it.</span>
      </p>
      <button type="button" className="button" disabled={said === 0} onClick={onSave}>
        {said === 0 ? 'No verdicts to save' : `Save verdicts.jsonl (${String(said)})`}
      </button>
      <button type="button" className="button" onClick={onClose}>
        Close the set
      </button>
    </section>
  );
}

interface Host {
  readonly origin: string;
  readonly address: string;
}

function OpenForm({ onAddress, onFolder, onAllow }: Omit<MergedSetsProps, 'onSave' | 'onClose'>) {
  const [address, setAddress] = useState('');
  const [host, setHost] = useState<Host | null>(null);
  const { doing, problem, attempt } = useAttempt();
  const blocked = doing !== null;
  const read = (task: () => Promise<void>) => {
    setHost(null);
    attempt('Reading the set', task);
  };
  return (
    <div className="stack">
      <p className="note">
        A set made with synth merge --library opens where it lies: the gallery shows it in place of the faces kept here, and review judges it. Nothing of
        it is copied.
      </p>
      <form
        className="row wrap"
        onSubmit={(event) => {
          event.preventDefault();
          read(async () => {
            const origin = await onAddress(address);
            if (origin !== null) setHost({ origin, address });
          });
        }}
      >
        <label htmlFor="set-address">Address of its folder</label>
        <input id="set-address" className="field grow" value={address} placeholder="sets/smiles/ or https://…" onChange={(event) => setAddress(event.target.value)} />
        <button type="submit" className="button" disabled={blocked || address.trim() === ''}>
          Open address
        </button>
        <FilesButton folder text="Open folder…" label="Folder of a merged set" disabled={blocked} onFiles={(files) => read(() => onFolder(files))} />
      </form>
      {host && (
        <div className="stack" role="group" aria-label="Another host">
          <p>
            This set is on {host.origin}. The studio asks no other host for anything unless you say so. Allowed, it is asked for sets and packs alone; it learns
            your internet address and which files you fetch, and nothing of your faces and verdicts.
          </p>
          <p className="row wrap">
            <button type="button" className="button" disabled={blocked} onClick={() => read(() => onAllow(host.origin, host.address))}>
              Allow {host.origin}
            </button>
            <button type="button" className="button quiet" onClick={() => setHost(null)}>
              Cancel
            </button>
          </p>
        </div>
      )}
      {doing !== null && <p className="note">{doing} …</p>}
      {problem !== null && (
        <p className="note error" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
