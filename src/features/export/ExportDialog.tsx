import { useState } from 'react';
import type { PackManifest } from '../../domain/packs/manifest';
import { LICENCES } from '../../domain/dataset/licences';
import { nameProblem, ratiosProblem } from '../../domain/dataset/settings';
import { DEFAULT_RATIOS } from '../../domain/dataset/splits';
import { usePackManifest } from '../../engine/usePack';
import { useModal } from '../../ui/useModal';
import type { ExportPack } from '../../../workers/export/protocol';
import { SettingsFields } from './SettingsFields';
import type { ChosenSettings } from './SettingsFields';
import { forecastSentences, progressText, summarySentences } from './describe';
import { forecast } from './forecast';
import type { Forecast } from './forecast';
import { useExport } from './useExport';
import type { ExportState } from './useExport';
import { useForecastFaces } from './useForecastFaces';
import '../../styles/export.css';

interface ExportDialogProps {
  /** Faces kept in this browser, in the order they are written. The list must be the same object while the dialog is open. */
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

const FIRST_SETTINGS: ChosenSettings = { format: 'imagefolder', name: 'synfer-faces', licence: LICENCES[0].id, ratios: DEFAULT_RATIOS };

/** Exports faces as a labelled set. Rendered while it is open; modal. */
export function ExportDialog({ ids, onClose }: ExportDialogProps) {
  const dialog = useModal();
  const manifest = usePackManifest();
  const chosenFaces = useForecastFaces(ids);
  const [settings, setSettings] = useState(FIRST_SETTINGS);
  const { state, start, cancel, reset } = useExport();
  const running = state.phase === 'running';
  const expected = chosenFaces && forecast(ids.length, chosenFaces, settings.format, manifest?.id ?? null);
  const ready = expected !== null && expected.faces > 0 && nameProblem(settings.name) === null && ratiosProblem(settings.ratios) === null;

  return (
    <dialog
      ref={dialog}
      className="dialog export-dialog"
      aria-labelledby="export-title"
      onClose={onClose}
      onCancel={(event) => {
        // Escape must not throw away half an hour of writing.
        if (running) event.preventDefault();
      }}
    >
      <h2 id="export-title">Export as a labelled set</h2>
      <SettingsFields
        settings={settings}
        disabled={running}
        onChange={(changed) => {
          setSettings(changed);
          reset();
        }}
      />
      {state.phase !== 'done' && <Expected expected={expected} />}
      <Outcome state={state} />
      <div className="row export-buttons">
        {running ? (
          <button type="button" className="button" disabled={state.stopping} onClick={cancel}>
            {state.stopping ? 'Stopping…' : 'Cancel export'}
          </button>
        ) : (
          <>
            <button
              type="button"
              className="button primary"
              disabled={!ready}
              onClick={() => void start({ ids, settings: { ...settings, date: new Date().toISOString().slice(0, 10) }, packs: manifest ? [packOf(manifest)] : [] })}
            >
              Export
            </button>
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              Close
            </button>
          </>
        )}
      </div>
    </dialog>
  );
}

function packOf({ id, words, actionUnits, auColumns }: PackManifest): ExportPack {
  return { id, words, actionUnits, auColumns };
}

/** What will be written and what left out; null until the faces are read. */
function Expected({ expected }: { readonly expected: Forecast | null }) {
  if (expected === null) return <p className="note">Reading the chosen faces…</p>;
  return (
    <ul className="export-facts" aria-label="What will be exported">
      {forecastSentences(expected).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** How the export goes, or how it ended. */
function Outcome({ state }: { readonly state: ExportState }) {
  switch (state.phase) {
    case 'idle':
      return null;
    case 'running':
      return (
        <div className="row export-progress">
          <progress aria-label="Export" value={state.progress.done} max={state.progress.total} />
          <span>{progressText(state.progress, state.seconds)}</span>
        </div>
      );
    case 'done':
      return (
        <div role="status" className="export-done">
          <strong>{state.summary.file === null ? 'Exported.' : 'Exported to your downloads.'}</strong>
          {summarySentences(state.summary).map((sentence) => (
            <p key={sentence} className="note">
              {sentence}
            </p>
          ))}
        </div>
      );
    case 'failed':
      return (
        <p role="alert" className="note error">
          {state.message}
        </p>
      );
  }
}
