import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import { useLibraryHistory } from '../../library/edits';
import { ClassName } from '../../ui/ClassName';
import { Shortcut } from '../../ui/Shortcut';
import { accept, reject, relabel, skip, undoVerdict } from './store';

interface VerdictControlsProps {
  /** Class the models recognise; null where there is no face to judge. */
  readonly recognised: ExpressionClass | null;
  readonly blind: boolean;
}

/** The verdicts, each with its key. */
export function VerdictControls({ recognised, blind }: VerdictControlsProps) {
  const none = recognised === null;
  const nothingToUndo = useLibraryHistory((state) => state.past.length === 0);
  return (
    <div className="verdicts">
      <div className="row">
        <button type="button" className="button primary" disabled={none || blind} onClick={accept}>
          {blind || none ? 'Accept' : `Accept ${recognised}`} <Shortcut of="accept" />
        </button>
        <button type="button" className="button" disabled={none} onClick={reject}>
          Reject <Shortcut of="reject" />
        </button>
        <button type="button" className="button" disabled={none} onClick={skip}>
          Skip <Shortcut of="skip" />
        </button>
        <button type="button" className="button" disabled={nothingToUndo} onClick={() => void undoVerdict()}>
          Take back <Shortcut of="take-back" />
        </button>
      </div>
      {blind && <p className="note">Who judges blind names the expression: there is no label to accept.</p>}
      <div className="relabel" role="group" aria-label="Label as">
        {EXPRESSION_CLASSES.map((name) => (
          <button key={name} type="button" className="button" disabled={none} onClick={() => relabel(name)}>
            <ClassName name={name} /> <Shortcut of={`label-${name}`} />
          </button>
        ))}
      </div>
    </div>
  );
}
