import { useQuery } from '@tanstack/react-query';
import type { RecogniserStatus } from '../../domain/packs/loading';
import type { Counting } from '../../domain/recognisers/weight';
import { listRecognisers } from '../../storage/recognisers';
import { FilesButton } from '../../ui/FilesButton';
import { useAttempt } from '../../ui/useAttempt';
import { RecogniserRow } from './RecogniserRow';
import { TrialTable } from './TrialTable';

export const recognisersKey = ['recognisers'] as const;

interface RecogniserPanelProps {
  readonly statuses: readonly RecogniserStatus[];
  /** Why none may be changed now; null where one may. */
  readonly busy: string | null;
  readonly onAdd: (files: readonly File[]) => Promise<void>;
  readonly onCheck: (id: string) => Promise<void>;
  readonly onCount: (id: string, counts: Counting) => Promise<void>;
  readonly onRemove: (id: string) => Promise<void>;
}

/** Recognisers of one's own: those kept here, what they say of known pictures, and the ways to bring one. */
export function RecogniserPanel({ statuses, busy, onAdd, onCheck, onCount, onRemove }: RecogniserPanelProps) {
  const { data: kept = [] } = useQuery({ queryKey: recognisersKey, queryFn: listRecognisers, staleTime: 0, gcTime: 0, retry: false, networkMode: 'always' });
  const { doing, problem, attempt } = useAttempt();
  const blocked = busy !== null || doing !== null;

  const add = (files: readonly File[]) => attempt('Trying it on three known pictures', () => onAdd(files));

  return (
    <section className="page-section" aria-labelledby="recognisers-title">
      <h3 id="recognisers-title">Recognisers</h3>
      <p>A folder or zip with a voter.json and an ONNX graph votes beside the model&rsquo;s own voters, or reads action units, in faces made from now on and in pictures labelled above. It stays in this browser; nothing is uploaded.</p>
      {kept.length === 0 ? (
        <p className="note">None is added. The model&rsquo;s voters and the photograph voter label alone.</p>
      ) : (
        <ul className="stack" aria-label="Added recognisers">
          {kept.map((recogniser) => (
            <RecogniserRow
              key={recogniser.id}
              recogniser={recogniser}
              status={statuses.find(({ id }) => id === recogniser.id) ?? null}
              blocked={blocked}
              onCheck={() => attempt(`Showing ${recogniser.file.name} the known pictures`, () => onCheck(recogniser.id))}
              onCount={(counts) => attempt('Setting what it counts', () => onCount(recogniser.id, counts))}
              onRemove={() => attempt(`Removing ${recogniser.file.name}`, () => onRemove(recogniser.id))}
            />
          ))}
        </ul>
      )}
      <TrialTable />
      <div className="row wrap">
        <FilesButton folder text="Add a folder…" label="Folder of a recogniser" disabled={blocked} onFiles={add} />
        <FilesButton multiple text="Add a zip or files…" label="Zip or files of a recogniser" accept=".zip,.json,.onnx,.data,.weights,application/zip" disabled={blocked} onFiles={add} />
      </div>
      {busy !== null && <p className="note">{busy}</p>}
      {doing !== null && (
        <p className="note" role="status">
          {doing} …
        </p>
      )}
      {problem !== null && (
        <p className="note error" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
