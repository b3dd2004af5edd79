import type { ReactNode } from 'react';
import { CommandButton } from '../../ui/CommandButton';
import { formatSeconds, secondsLeft } from './scale';
import { useStage } from './store';

interface RunControlsProps {
  /** Why no face can be made now; empty where one can. */
  readonly reasons: readonly string[];
  /** How the face is to be made, where that has its place here. */
  readonly children?: ReactNode;
}

/** The studio's one primary action, with what decides how it is done, and how far it has come. */
export function RunControls({ reasons, children }: RunControlsProps) {
  const run = useStage((state) => state.run);
  const running = run?.status === 'running';
  return (
    <div className="run-controls">
      <CommandButton command="generate" className="button primary" title="Generate" describedBy="generate-reasons">
        Generate
      </CommandButton>
      <CommandButton command="stop" title="Stop">
        Stop
      </CommandButton>
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
