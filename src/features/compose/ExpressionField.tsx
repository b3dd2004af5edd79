import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import { editDraft } from './store';

/** The class the face is asked to show: it adds words to the prompt and is what the guide pulls towards. */
export function ExpressionField({ expression }: { readonly expression: ExpressionClass | null }) {
  return (
    <fieldset className="block choices" role="radiogroup" aria-labelledby="expression-legend">
      <legend id="expression-legend" title="Adds words to the prompt, and is what semantic guidance pulls towards">
        Expression
      </legend>
      <div className="choice-grid">
        {[null, ...EXPRESSION_CLASSES].map((choice) => (
          <label key={choice ?? 'none'} className={choice === null ? 'choice' : `choice class-${choice}`}>
            <input
              type="radio"
              name="expression"
              checked={expression === choice}
              onChange={() => editDraft('expression', { expression: choice })}
            />
            <span className="choice-name">{choice ?? 'None'}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
