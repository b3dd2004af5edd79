import { useState, type ReactNode } from 'react';
import { dropTrajectories } from '../../storage/faces';
import { removeKeptPack } from '../../storage/packFiles';
import { emptyTrash } from '../../storage/trash';
import type { StorageUse } from '../../storage/usage';
import { NumberField } from '../../ui/NumberField';
import { countOf, formatSize } from '../../ui/format';
import { useStorageTask } from './useStorageUse';

const DAY_MS = 86_400_000;

interface UsageTableProps {
  readonly use: StorageUse;
  readonly loadedPack: string;
  readonly busy: boolean;
}

export function UsageTable({ use, loadedPack, busy }: UsageTableProps) {
  return (
    <table className="figures">
      <caption className="visually-hidden">What is stored</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">How many</th>
          <th scope="col">Size</th>
          <th scope="col">Can go</th>
        </tr>
      </thead>
      <tbody>
        <Row what="Faces" count={use.faces.count} bytes={use.faces.bytes}>
          <a href="#/gallery">Delete in the gallery</a>
        </Row>
        <Row what="Steps of faces" count={use.steps.count} bytes={use.steps.bytes}>
          <DropSteps disabled={use.steps.count === 0} />
        </Row>
        <Row what="Stars, tags, boards, verdicts" count={use.curation.count} bytes={use.curation.bytes} />
        <Row what="Batches" count={use.batches.count} bytes={use.batches.bytes}>
          <a href="#/batch">Remove in the queue</a>
        </Row>
        <Row what="Deleted faces" count={use.trash.count} bytes={use.trash.bytes}>
          <EmptyTrash count={use.trash.count} />
        </Row>
        {use.packs.map(({ place, manifest, bytes }) => (
          <Row key={place} what={`Model ${manifest.name} ${manifest.version}`} count={null} bytes={bytes}>
            <RemovePack place={place} name={manifest.name} loaded={place === loadedPack} disabled={busy} />
          </Row>
        ))}
        <Row what="The studio, for use offline" count={null} bytes={use.studio} />
        <Row what="Draft, prompts, preferences" count={null} bytes={use.settings} />
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly what: string;
  readonly count: number | null;
  readonly bytes: number;
  readonly children?: ReactNode;
}

function Row({ what, count, bytes, children }: RowProps) {
  return (
    <tr>
      <th scope="row">{what}</th>
      <td className="readout">{count === null ? '' : count.toLocaleString('en')}</td>
      <td className="readout">{formatSize(bytes)}</td>
      <td>{children}</td>
    </tr>
  );
}

function DropSteps({ disabled }: { readonly disabled: boolean }) {
  const run = useStorageTask();
  const [days, setDays] = useState(7);
  const drop = () =>
    run(async () => {
      const dropped = await dropTrajectories(Date.now() - days * DAY_MS);
      return `The steps of ${countOf(dropped, 'face')} are gone; the faces stay, and make their steps anew from their recipes.`;
    });
  return (
    <span className="row wrap">
      Older than
      <NumberField label="Days that steps are kept" value={days} min={0} max={365} step={1} onChange={setDays} />
      days
      <button type="button" className="button" disabled={disabled} onClick={drop}>
        Drop steps
      </button>
    </span>
  );
}

function EmptyTrash({ count }: { readonly count: number }) {
  const run = useStorageTask();
  const empty = () =>
    run(async () => {
      await emptyTrash(0);
      return `${countOf(count, 'deleted face')} can no longer be brought back.`;
    });
  return (
    <button type="button" className="button" disabled={count === 0} title="Undo cannot bring them back afterwards" onClick={empty}>
      Empty
    </button>
  );
}

interface RemovePackProps {
  readonly place: string;
  readonly name: string;
  readonly loaded: boolean;
  readonly disabled: boolean;
}

function RemovePack({ place, name, loaded, disabled }: RemovePackProps) {
  const run = useStorageTask();
  const remove = () =>
    run(async () => {
      await removeKeptPack(place);
      return `The files of ${name} are gone.${loaded ? ' It stays loaded in this tab and is downloaded again the next time.' : ''}`;
    });
  return (
    <button type="button" className="button" disabled={disabled} aria-label={`Remove the files of ${name}`} onClick={remove}>
      Remove files
    </button>
  );
}
