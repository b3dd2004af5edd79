import { useState } from 'react';
import { formatFacsCode } from '../../domain/facs/code';
import { PROTOTYPES } from '../../domain/facs/prototypes';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import { editDraft } from './store';

interface Chosen {
  readonly expression: ExpressionClass;
  readonly variant: number;
}

/** Prototypes of the eight classes: each sets the action units and the expression; pressed again, its next variant. */
export function Presets() {
  const [chosen, setChosen] = useState<Chosen | null>(null);

  const choose = (expression: ExpressionClass) => {
    const variants = PROTOTYPES[expression];
    const variant = chosen?.expression === expression ? (chosen.variant + 1) % variants.length : 0;
    setChosen({ expression, variant });
    editDraft(`preset ${expression} ${variant}`, { expression, au: { ...variants[variant]?.au } });
  };

  return (
    <div className="block" role="group" aria-labelledby="presets-title">
      <h2 className="block-title" id="presets-title">
        Presets
      </h2>
      <div className="button-grid">
        {EXPRESSION_CLASSES.map((expression) => (
          <button key={expression} type="button" className="button capitalised" onClick={() => choose(expression)}>
            {expression}
          </button>
        ))}
      </div>
      {chosen && <p className="note">{describe(chosen)}</p>}
    </div>
  );
}

function describe({ expression, variant }: Chosen): string {
  const variants = PROTOTYPES[expression];
  const prototype = variants[variant];
  const code = formatFacsCode(prototype?.au ?? {}) || 'at rest';
  return variants.length > 1
    ? `${expression}, variant ${variant + 1} of ${variants.length}: ${code}. Press again for the next.`
    : `${expression}: ${code}.`;
}
