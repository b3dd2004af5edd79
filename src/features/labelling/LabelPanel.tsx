import { labelRows, labelsCsv, labelsJsonl } from '../../domain/labelling/labelTable';
import { FilesButton } from '../../ui/FilesButton';
import { countOf } from '../../ui/format';
import { saveFile } from '../../ui/saveFile';
import { LabelTable } from './LabelTable';
import { isPicture, leftText } from './pictures';
import { useLabelRun, type LabelRun } from './store';

interface LabelPanelProps {
  /** Why nothing can be labelled now; null where it can. */
  readonly hindrance: string | null;
  readonly onPictures: (files: readonly File[]) => void;
}

/** Faces of any pictures, found and labelled by whoever votes: a table to look at and to save. */
export function LabelPanel({ hindrance, onPictures }: LabelPanelProps) {
  const run = useLabelRun((state) => state.run);
  const running = run?.status === 'running';
  const take = (files: readonly File[]) => onPictures(files.filter(isPicture));
  return (
    <section className="page-section" aria-labelledby="label-title">
      <h3 id="label-title">Label pictures</h3>
      <p>Faces in pictures of your own are found, cropped and labelled by everybody who votes on faces made here. The pictures stay on this machine, and nothing of them is kept.</p>
      <div className="row wrap">
        <FilesButton multiple text="Choose pictures…" label="Pictures to label" accept="image/*" disabled={running || hindrance !== null} onFiles={take} />
        <FilesButton folder text="Choose a folder…" label="Folder of pictures to label" disabled={running || hindrance !== null} onFiles={take} />
      </div>
      {hindrance !== null && <p className="note">{hindrance}</p>}
      {run && <Progress run={run} />}
      {run && run.pictures.length > 0 && (
        <>
          <LabelTable pictures={run.pictures} />
          <div className="row wrap">
            <button type="button" className="button" disabled={running} onClick={() => save(run, 'csv')}>
              Save CSV
            </button>
            <button type="button" className="button" disabled={running} onClick={() => save(run, 'jsonl')}>
              Save JSONL
            </button>
          </div>
        </>
      )}
    </section>
  );
}

function Progress({ run }: { readonly run: LabelRun }) {
  const { status, total, pictures, milliseconds, stop } = run;
  const done = pictures.length;
  const faces = pictures.reduce((sum, picture) => sum + picture.faces.length, 0);
  const found = `${countOf(faces, 'face')} in ${countOf(done, 'picture')}`;
  if (status !== 'running') {
    if (total === 0) return <p className="note">There was no picture among the files.</p>;
    return (
      <p className="note" role="status">
        {found}
        {status === 'stopped' && `; stopped before the other ${String(total - done)}`}.
      </p>
    );
  }
  return (
    <div className="row wrap">
      <progress aria-label="Labelling pictures" max={total} value={done} />
      <span className="readout">
        {done} of {total}
        {leftText(total - done, done, milliseconds)}
      </span>
      <button type="button" className="button" onClick={stop}>
        Stop
      </button>
    </div>
  );
}

function save({ pictures, auColumns }: LabelRun, format: 'csv' | 'jsonl'): void {
  const rows = pictures.flatMap((picture) => labelRows(picture, auColumns));
  const [text, type] = format === 'csv' ? [labelsCsv(rows), 'text/csv'] : [labelsJsonl(rows), 'application/jsonl'];
  saveFile(`labels.${format}`, new Blob([text], { type }));
}
