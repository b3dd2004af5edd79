import { Curves } from './Curves';
import { EmptyStage } from './EmptyStage';
import { Filmstrip } from './Filmstrip';
import { ForkOrigin } from './ForkOrigin';
import { Picture } from './Picture';
import { ReplayControl } from './ReplayControl';
import { NO_STEPS } from './fork';
import { useStage } from './store';

interface StageViewProps {
  readonly imageSize: { readonly width: number; readonly height: number };
  /** Id of the pack that is loaded. */
  readonly pack: string;
  /** Goes on from the step looked at with the settings on the panel. */
  readonly onFork: () => void;
  readonly onShowFace: (id: string) => void;
  readonly onKeepPerson: () => void;
}

/** The picture looked at, with the filmstrip that leads through its steps. */
export function StageView({ imageSize, pack, onFork, onShowFace, onKeepPerson }: StageViewProps) {
  const run = useStage((state) => state.run);
  const preview = useStage((state) => state.preview);
  const scrub = useStage((state) => state.scrub);
  if (!run) return <EmptyStage />;
  return (
    <>
      <Picture run={run} preview={preview} scrub={scrub} size={imageSize} onKeepPerson={onKeepPerson} />
      <ForkOrigin run={run} onShowFace={onShowFace} />
      {run.steps.length > 0 ? (
        <Filmstrip run={run} scrub={scrub} pack={pack} onFork={onFork} />
      ) : (
        run.face && (
          <div className="no-steps">
            <ReplayControl />
            <p className="note">{NO_STEPS}</p>
          </div>
        )
      )}
    </>
  );
}

/** The curves of the run on the stage; nothing where there are no steps. */
export function StageCurves() {
  const run = useStage((state) => state.run);
  const scrub = useStage((state) => state.scrub);
  if (!run || run.steps.length === 0) return null;
  return <Curves steps={run.steps} totalSteps={run.totalSteps} current={scrub ?? run.steps.length - 1} />;
}
