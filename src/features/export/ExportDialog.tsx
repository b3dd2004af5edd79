import { useMemo, useState } from 'react';
import type { PackManifest } from '../../domain/packs/manifest';
import { LICENCES } from '../../domain/dataset/licences';
import { nameProblem, ratiosProblem } from '../../domain/dataset/settings';
import { placeSet } from '../../domain/dataset/setFaces';
import { DEFAULT_RATIOS } from '../../domain/dataset/splits';
import type { Split, SplitSizes } from '../../domain/dataset/splits';
import { BAD_USE, GOOD_USE } from '../../domain/dataset/use';
import { usePackManifest } from '../../engine/usePack';
import type { ShippedRecipe } from '../../storage/setFaces';
import { useModal } from '../../ui/useModal';
import type { ExportPack } from '../../domain/dataset/exportRun';
import { SettingsFields } from './SettingsFields';
import type { ChosenSettings } from './SettingsFields';
import { emptySplitsSentence, forecastSentences, missingClassesSentence, progressText, summarySentences } from './describe';
import { SplitTable } from './SplitTable';
import { forecast, splitForecasts } from './forecast';
import type { Forecast, SplitForecast } from './forecast';
import { useExport } from './useExport';
import type { ExportState } from './useExport';
import { useSetFaces } from './useSetFaces';
import '../../styles/export.css';

interface ExportDialogProps {
  /** Faces kept in this browser, in the order they are written. The list must be the same object while the dialog is open. */
  readonly ids: readonly string[];
  /** The recipe of a face that comes with a pack; the same function while the dialog is open. */
  readonly shippedRecipe: ShippedRecipe;
  readonly onClose: () => void;
}

const FIRST_SETTINGS: ChosenSettings = { format: 'imagefolder', name: 'synfer-faces', licence: LICENCES[0].id, ratios: DEFAULT_RATIOS };

/** Exports faces as a labelled set. Rendered while it is open; modal. */
export function ExportDialog({ ids, shippedRecipe, onClose }: ExportDialogProps) {
  const dialog = useModal();
  const manifest = usePackManifest();
  const packs = useMemo(() => (manifest ? [manifest] : []), [manifest]);
  const chosenFaces = useSetFaces(ids, shippedRecipe);
  const [settings, setSettings] = useState(FIRST_SETTINGS);
  const { state, start, cancel, reset } = useExport();
  const running = state.phase === 'running';
  const expected = chosenFaces && forecast(ids.length, chosenFaces, settings.format, manifest?.id ?? null);
  const { format, ratios } = settings;
  const places = useMemo(() => (chosenFaces && ratiosProblem(ratios) === null ? placeSet(chosenFaces, { format, ratios }) : null), [chosenFaces, format, ratios]);
  const splits = useMemo(() => chosenFaces && places && splitForecasts(chosenFaces, places, { format, ratios }), [chosenFaces, places, format, ratios]);
  const ready = expected !== null && expected.faces > 0 && nameProblem(settings.name) === null;

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
      {state.phase !== 'done' && <Expected expected={expected} splits={splits} />}
      <section className="export-use" aria-label="Use">
        <p className="note">
          <strong>Made for:</strong> {GOOD_USE}
        </p>
        <p className="note">
          <strong>Not for:</strong> {BAD_USE} The set's card says so too.
        </p>
      </section>
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
              disabled={!ready || splits === null}
              onClick={() => places && splits && void start({ ids, places, expected: sizesOf(splits), settings: { ...settings, date: today() }, packs: packs.map(packOf) })}
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

function sizesOf(splits: readonly SplitForecast[]): SplitSizes {
  const faces = (name: Split) => splits.find(({ split }) => split === name)?.faces ?? 0;
  return { train: faces('train'), validation: faces('validation'), test: faces('test') };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function packOf({ id, actionUnits, auColumns }: PackManifest): ExportPack {
  return { id, actionUnits, auColumns };
}

/** What will be written and what left out; null until the faces are read. */
function Expected({ expected, splits }: { readonly expected: Forecast | null; readonly splits: readonly SplitForecast[] | null }) {
  if (expected === null) return <p className="note">Reading the chosen faces…</p>;
  const gaps = splits && expected.faces > 0 ? [emptySplitsSentence(splits), missingClassesSentence(splits)].filter((sentence) => sentence !== null) : [];
  return (
    <>
      <ul className="export-facts" aria-label="What will be exported">
        {[...forecastSentences(expected), ...gaps].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {splits && expected.faces > 0 && <SplitTable splits={splits} />}
    </>
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
