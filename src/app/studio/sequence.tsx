import { useEffect } from 'react';
import { usePackManifest } from '../../engine/usePack';
import { FaceIcon } from '../../features/schematic/FaceIcon';
import { useStage } from '../../features/stage/store';
import { SequenceOutput } from '../../features/timeline/SequenceOutput';
import { TimelineView } from '../../features/timeline/TimelineView';
import { useTimeline } from '../../features/timeline/store';
import { useReadiness } from '../making/useReadiness';
import { sequenceToBatch, sequenceToStrip } from '../sequence/becomes';
import { startDrawingFrames } from '../sequence/drawFrames';
import { exportPictures, exportVideo, saveTimeline } from '../sequence/exportSequence';
import { addKey, startFollowingSliders, takeKey } from '../sequence/keys';

/** The stage while it shows a sequence, tied to its stores. Fetched when it is first opened. */
export function Sequence() {
  const manifest = usePackManifest();
  const timeline = useTimeline((state) => state.timeline);
  const generating = useStage((state) => state.run?.status === 'running');
  const drawing = useTimeline((state) => state.run?.status === 'running');
  const notReady = useReadiness();
  useEffect(() => {
    const stops = [startDrawingFrames(), startFollowingSliders()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  if (!manifest || !timeline) return null;
  const reasons = drawing ? [] : generating ? [...notReady, 'A face is being made; stop it or wait for it.'] : notReady;
  return (
    <TimelineView timeline={timeline} size={manifest.image} drawing={(au) => <FaceIcon au={au} />} onSelect={takeKey} onAddKey={addKey}>
      <SequenceOutput
        size={manifest.image}
        hasStudent={manifest.student !== undefined}
        reasons={reasons}
        onVideo={(format) => void exportVideo(format, manifest)}
        onPictures={() => void exportPictures(manifest)}
        onTimeline={saveTimeline}
        onStrip={() => void sequenceToStrip(manifest)}
        onBatch={() => void sequenceToBatch(manifest)}
      />
    </TimelineView>
  );
}
