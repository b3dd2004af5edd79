import type { ReactNode } from 'react';
import { useKeysOf, useTitle } from '../../ui/Shortcut';
import { ariaKeys } from '../../ui/keys';
import { formatSeconds, secondsLeft } from './scale';
import { stopRun, useStage } from './store';

interface RunControlsProps {
  /** Why no face can be made now; empty where one can. */
  readonly reasons: readonly string[];
  readonly onGenerate: () => void;
  /** How the face is to be made, where that has its place here. */
  readonly children?: ReactNode;
}

/** The studio's one primary action, with what decides how it is done, and how far it has come. */
export function RunControls({ reasons, onGenerate, children }: RunControlsProps) {
  const run = useStage((state) => state.run);
  const running = run?.status === 'running';
  const generateKeys = useKeysOf('generate');
  const generateTitle = useTitle('Generate', 'generate');
  const stopTitle = useTitle('Stop', 'stop');
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
      {children}
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
