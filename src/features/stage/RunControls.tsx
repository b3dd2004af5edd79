import type { ReactNode } from 'react';
import { useKeysOf, useTitle } from '../../ui/Shortcut';
import { ariaKeys } from '../../ui/keys';
import { formatSeconds, secondsLeft } from './scale';
import { faceInSight, isUnfinished, stopRun, unfinishedInSight, useStage } from './store';

interface RunControlsProps {
  /** Why no face can be made now; empty where one can. */
  readonly reasons: readonly string[];
  readonly onGenerate: () => void;
  readonly onDownload: () => void;
  /** Buttons of other tools of the stage. */
  readonly tools: ReactNode;
}

export function RunControls({ reasons, onGenerate, onDownload, tools }: RunControlsProps) {
  const run = useStage((state) => state.run);
  const running = run?.status === 'running';
  const generateKeys = useKeysOf('generate');
  const generateTitle = useTitle('Generate', 'generate');
  const stopTitle = useTitle('Stop', 'stop');
  const unfinished = isUnfinished(run);
  const downloadTitle = useTitle(unfinished ? 'Download what the run has drawn, marked as not finished' : 'Download PNG', 'download');
  const shown = useStage((state) => faceInSight(state) !== null || unfinishedInSight(state) !== null);
  return (
    <div className="run-controls">
      <button
        type="button"
        className="button primary"
        disabled={running || reasons.length > 0}
        aria-describedby="generate-reasons"
        aria-keyshortcuts={ariaKeys(generateKeys)}
        title={generateTitle}
        onClick={onGenerate}
      >
        Generate
      </button>
      <button type="button" className="button" title={stopTitle} disabled={!running || run.stopping} onClick={stopRun}>
        Stop
      </button>
      {((run?.face && !run.example) || unfinished) && (
        <button type="button" className="button" title={downloadTitle} disabled={!shown} onClick={onDownload}>
          Download PNG
        </button>
      )}
      {tools}
      <div className="run-state" id="generate-reasons">
        {running ? <Progress /> : reasons.map((reason) => <p key={reason}>{reason}</p>)}
      </div>
    </div>
  );
}

function Progress() {
  const run = useStage((state) => state.run);
  if (!run) return null;
  const done = run.steps.length;
  const left = secondsLeft(
    run.steps.map((step) => step.milliseconds),
    run.totalSteps,
  );
  return (
    <>
      <progress max={run.totalSteps} value={done} aria-label="Denoising" />
      <span className="readout">
        {run.stopping ? 'Stopping after this step' : `Step ${done} of ${run.totalSteps}`}
        {left !== null && !run.stopping && `, ${formatSeconds(left)} left`}
      </span>
    </>
  );
}
