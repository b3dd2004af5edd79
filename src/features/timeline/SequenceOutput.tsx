import { useEffect, useState } from 'react';
import { FRAME_SAMPLERS, type FrameSampler } from '../../domain/timeline/frameRecipe';
import { VIDEO_FORMATS, writableFormats, type VideoFormat, type VideoFormatId, type VideoSize } from '../../files/video';
import { SelectField } from '../../ui/SelectField';
import { runText } from './describe';
import { stopSequence, useTimeline } from './store';

const SAMPLER_NAMES: Readonly<Record<FrameSampler, string>> = { student: 'the student, fast', panel: "the panel's sampler" };

interface SequenceOutputProps {
  readonly size: VideoSize;
  readonly hasStudent: boolean;
  /** Why no frame can be made now; empty where one can. */
  readonly reasons: readonly string[];
  readonly onVideo: (format: VideoFormat) => void;
  readonly onPictures: () => void;
  readonly onTimeline: () => void;
  readonly onStrip: () => void;
  readonly onBatch: () => void;
}

/** What is made of the sequence: a video, numbered pictures with their table, a strip, a batch, or a file to open again. */
export function SequenceOutput({ size, hasStudent, reasons, onVideo, onPictures, onTimeline, onStrip, onBatch }: SequenceOutputProps) {
  const sampler = useTimeline((state) => state.sampler);
  const run = useTimeline((state) => state.run);
  const writable = useWritable(size);
  const [chosen, setChosen] = useState<VideoFormatId | null>(null);
  const formats = VIDEO_FORMATS.filter(({ id }) => writable?.has(id));
  const format = formats.find(({ id }) => id === chosen) ?? formats[0];
  const running = run?.status === 'running';
  const blocked = running || reasons.length > 0;
  const samplers = FRAME_SAMPLERS.map((value) => ({ value, text: value === 'student' && !hasStudent ? 'few steps, fast' : SAMPLER_NAMES[value] }));
  return (
    <section className="sequence-output" aria-label="Export the sequence">
      <div className="row timeline-row">
        <SelectField label="Drawn by" value={sampler} options={samplers} onChange={(value) => useTimeline.setState({ sampler: value })} />
        {format && <SelectField label="Video" value={format.id} options={formats.map(({ id, text }) => ({ value: id, text }))} onChange={setChosen} />}
        {running ? (
          <button type="button" className="button" disabled={run.stopping} onClick={stopSequence}>
            Stop drawing
          </button>
        ) : (
          format && (
            <button type="button" className="button" disabled={blocked} aria-describedby="sequence-state" onClick={() => onVideo(format)}>
              Export video
            </button>
          )
        )}
        <button type="button" className="button" disabled={blocked} aria-describedby="sequence-state" onClick={onPictures}>
          Export pictures
        </button>
        <button type="button" className="button quiet" disabled={blocked} aria-describedby="sequence-state" onClick={onStrip}>
          As a strip
        </button>
        <button type="button" className="button quiet" disabled={blocked} aria-describedby="sequence-state" onClick={onBatch}>
          As a batch
        </button>
        <button type="button" className="button quiet" onClick={onTimeline}>
          Save keys
        </button>
      </div>
      <div className="run-state" id="sequence-state">
        {running && <progress aria-label="Sequence" max={run.total} value={run.done} />}
        {run && <span className="readout">{runText(run)}</span>}
        {!running && reasons.map((reason) => <p key={reason}>{reason}</p>)}
        {writable && <p className="note">{whatIsMissing(writable)}</p>}
      </div>
    </section>
  );
}

/** What this browser can write; null until that is known. */
function useWritable({ width, height }: VideoSize): ReadonlySet<VideoFormatId> | null {
  const [writable, setWritable] = useState<ReadonlySet<VideoFormatId> | null>(null);
  useEffect(() => {
    let current = true;
    void writableFormats({ width, height }).then((formats) => {
      if (current) setWritable(formats);
    });
    return () => {
      current = false;
    };
  }, [width, height]);
  return writable;
}

/** Which usual format is not offered, and why; empty where all are. */
function whatIsMissing(writable: ReadonlySet<VideoFormatId>): string {
  if (writable.size === 0) return 'This browser has no video encoder (WebCodecs). Export the pictures, of which any video tool makes a video.';
  if (!writable.has('mp4-h264')) return 'This browser has no encoder for H.264, which MP4 needs: the video is a WebM, which all current browsers and PsychoPy play.';
  return '';
}
