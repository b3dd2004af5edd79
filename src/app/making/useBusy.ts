import { useEffect, useState } from 'react';
import { useImport } from '../../features/import/store';
import { useLabelRun } from '../../features/labelling/store';
import { useStage } from '../../features/stage/store';
import { useStrips } from '../../features/strips/store';
import { useTimeline } from '../../features/timeline/store';
import { onBatchChange } from '../../storage/batchChanges';
import { listBatches } from '../../storage/batches';

/** What a reload would break off now, as a sentence that says what to do; null where nothing. */
export function useBusy(): string | null {
  const run = useStage((state) => state.run?.status === 'running');
  const strip = useStrips((state) => state.run?.status === 'running');
  const sequence = useTimeline((state) => state.run?.status === 'running');
  const importing = useImport((state) => state.current !== null);
  const labelling = useLabelRun((state) => state.run?.status === 'running');
  const batch = useRunningBatch();
  if (run) return 'A face is being made: stop it or wait for it.';
  if (strip) return 'A strip is being made: stop it or wait for it.';
  if (sequence) return 'A sequence is being drawn: stop it or wait for it.';
  if (importing) return 'Faces are being brought back: wait for them.';
  if (labelling) return 'Pictures are being labelled: stop it or wait for it.';
  if (batch !== null) return `Batch “${batch}” is being made: pause it or wait for it.`;
  return null;
}

function useRunningBatch(): string | null {
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    const read = () => {
      listBatches().then(
        (batches) => setName(batches.find(({ state }) => state === 'running')?.name ?? null),
        // Without storage there are no batches.
        () => undefined,
      );
    };
    read();
    return onBatchChange(read);
  }, []);
  return name;
}
