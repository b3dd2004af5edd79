import type { UseQueryResult } from '@tanstack/react-query';
import type { FocusEvent, KeyboardEvent } from 'react';
import type { PackManifest } from '../../domain/packs/manifest';
import { useLoadProgress } from '../../engine/progress';
import { describeBackend } from '../../ui/describeBackend';
import type { LoadedPack, LoadProgress } from '../../domain/packs/loading';

interface PackStatusProps {
  readonly pack: UseQueryResult<LoadedPack>;
  readonly manifest: PackManifest | null;
}

/** Which model this is, whether it is ready, and what it runs on and why. */
export function PackStatus({ pack, manifest }: PackStatusProps) {
  const progress = useLoadProgress((state) => state.progress);
  return (
    <div className="pack-status">
      <span className="pack-name">{manifest?.name ?? 'Model'}</span>
      {pack.isPending && <Loading progress={progress} />}
      {pack.isError && (
        <>
          <span className="state-bad">not loaded</span>
          <button type="button" className="button quiet" onClick={() => void pack.refetch()}>
            Try again
          </button>
        </>
      )}
      {pack.isSuccess && (
        <>
          <span className="muted">{pack.data.memoryWarning === null ? 'ready' : 'ready, memory is short'}</span>
          <details className="popover" onBlur={closeOnLeave} onKeyDown={closeOnEscape}>
            <summary>{describeBackend(pack.data.choice.backend)}</summary>
            <div className="popover-body" tabIndex={-1}>
              <p>{pack.data.choice.reason}</p>
              <p className="muted">{pack.data.manifest.description}</p>
              <p className="muted">Weights: {pack.data.manifest.licence.weights}</p>
              {pack.data.memoryWarning !== null && <p className="note notice">{pack.data.memoryWarning}</p>}
              {pack.data.manifest.remarks?.map((text) => (
                <p key={text} className="muted">
                  {text}
                </p>
              ))}
              {pack.data.manifest.licence.notices.map((notice) => (
                <p key={notice.name} className="muted">
                  {notice.text}
                </p>
              ))}
            </div>
          </details>
        </>
      )}
    </div>
  );
}

function closeOnLeave(event: FocusEvent<HTMLDetailsElement>): void {
  if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
}

function closeOnEscape(event: KeyboardEvent<HTMLDetailsElement>): void {
  if (event.key === 'Escape') event.currentTarget.open = false;
}

function Loading({ progress }: { readonly progress: LoadProgress | null }) {
  return (
    <>
      {progress?.phase === 'download' && progress.totalBytes > 0 && (
        <progress max={progress.totalBytes} value={progress.loadedBytes} aria-label="Loading the model" />
      )}
      <span className="muted readout">{describeProgress(progress)}</span>
    </>
  );
}

function describeProgress(progress: LoadProgress | null): string {
  switch (progress?.phase) {
    case undefined:
      return 'starting';
    case 'waiting':
      return 'another tab downloads it';
    case 'manifest':
      return 'reading its manifest';
    case 'download':
      // Short: a longer line wraps the header, and everything under it moves while the pack loads.
      return `${megabytes(progress.loadedBytes)} of ${megabytes(progress.totalBytes)} MB`;
    case 'verify':
      return 'checking the files';
    case 'sessions':
      return 'preparing the networks';
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
