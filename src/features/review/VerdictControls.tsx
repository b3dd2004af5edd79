import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import { ClassName } from '../../ui/ClassName';
import { CommandButton } from '../../ui/CommandButton';
import { Shortcut } from '../../ui/Shortcut';
import { NO_LABEL_TO_ACCEPT } from './verdicts';

interface VerdictControlsProps {
  /** Class the models recognise; null where there is no face to judge, or no label. */
  readonly recognised: ExpressionClass | null;
  /** The face to judge has no label. */
  readonly unlabelled: boolean;
  readonly blind: boolean;
}

/** The verdicts, each with its key. */
export function VerdictControls({ recognised, unlabelled, blind }: VerdictControlsProps) {
  return (
    <div className="verdicts">
      <div className="row">
        <CommandButton command="accept" className="button primary" title="Accept the label">
          {blind || recognised === null ? 'Accept' : `Accept ${recognised}`} <Shortcut of="accept" />
        </CommandButton>
        <CommandButton command="reject" title="Reject the face">
          Reject <Shortcut of="reject" />
        </CommandButton>
        <CommandButton command="skip" title="Put the face off until the rest is judged">
          Skip <Shortcut of="skip" />
        </CommandButton>
        <CommandButton command="take-back" title="Take the last verdict back">
          Take back <Shortcut of="take-back" />
        </CommandButton>
      </div>
      {blind && <p className="note">Who judges blind names the expression: there is no label to accept.</p>}
      {unlabelled && !blind && <p className="note">{NO_LABEL_TO_ACCEPT}</p>}
      <div className="relabel" role="group" aria-label="Label as">
        {EXPRESSION_CLASSES.map((name) => (
          <CommandButton key={name} command={`label-${name}`} title={`Label as ${name}`}>
            <ClassName name={name} /> <Shortcut of={`label-${name}`} />
          </CommandButton>
        ))}
      </div>
    </div>
  );
}
