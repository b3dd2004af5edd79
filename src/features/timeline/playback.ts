import { useEffect } from 'react';
import { durationOf } from '../../domain/timeline/timeline';
import { seek, useTimeline } from './store';

/** Moves the playhead in real time while it plays, from the end to the beginning again. */
export function usePlayback(): void {
  const playing = useTimeline((state) => state.playing);
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    const step = (now: number) => {
      const { timeline, time } = useTimeline.getState();
      const length = timeline ? durationOf(timeline) : 0;
      const next = time + (now - last) / 1000;
      last = now;
      seek(next > length ? 0 : next);
      request = requestAnimationFrame(step);
    };
    let request = requestAnimationFrame(step);
    return () => cancelAnimationFrame(request);
  }, [playing]);
}
