import { useState, type ComponentType } from 'react';
import { formatFacsCode } from '../../domain/facs/code';
import { PROTOTYPE_SOURCES, missingClasses, type PrototypeSource } from '../../domain/facs/literature';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import type { AuIntensities } from '../../domain/recipe/recipe';
import { applyPreset, type Preset } from './recipeEdits';

interface PresetsProps {
  /** A small face of the units. */
  readonly drawing: ComponentType<{ readonly au: AuIntensities }>;
}

const AT_REST: AuIntensities = {};

/** Prototypes of the eight classes after a source: each sets the action units and the expression; pressed again, its next variant. */
export function Presets({ drawing: Drawing }: PresetsProps) {
  const [source, setSource] = useState(PROTOTYPE_SOURCES[0]);
  const [chosen, setChosen] = useState<Preset | null>(null);

  const choose = (expression: ExpressionClass) => {
    const variants = source.prototypes[expression] ?? [];
    const variant = chosen?.expression === expression ? (chosen.variant + 1) % variants.length : 0;
    setChosen({ expression, variant });
    applyPreset(source, { expression, variant });
  };

  const missing = missingClasses(source);
  return (
    <div className="block presets" role="group" aria-labelledby="presets-title">
      <div className="row presets-head">
        <h2 className="block-title" id="presets-title">
          Presets
        </h2>
        <select
          className="field quiet"
          aria-label="Presets after"
          value={source.id}
          onChange={(event) => {
            setSource(PROTOTYPE_SOURCES.find(({ id }) => id === event.target.value) ?? PROTOTYPE_SOURCES[0]);
            setChosen(null);
          }}
        >
          {PROTOTYPE_SOURCES.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="preset-grid">
        {EXPRESSION_CLASSES.map((expression) => (
          <button
            key={expression}
            type="button"
            className={chosen?.expression === expression ? 'preset chosen' : 'preset'}
            disabled={missing.includes(expression)}
            onClick={() => choose(expression)}
          >
            <Drawing au={shownFace(source, expression, chosen)} />
            <span className="capitalised">{expression}</span>
          </button>
        ))}
      </div>
      <p className="note">{chosen ? describe(chosen, source) : source.note}</p>
      {missing.length > 0 && <p className="note">This source does not treat {missing.join(' or ')}.</p>}
    </div>
  );
}

/** The units that a tile sets, or has just set. */
function shownFace({ prototypes }: PrototypeSource, expression: ExpressionClass, chosen: Preset | null): AuIntensities {
  const variant = chosen?.expression === expression ? chosen.variant : 0;
  return prototypes[expression]?.[variant]?.au ?? AT_REST;
}

function describe({ expression, variant }: Preset, { prototypes }: PrototypeSource): string {
  const variants = prototypes[expression] ?? [];
  const code = formatFacsCode(variants[variant]?.au ?? {}) || 'at rest';
  return variants.length > 1
    ? `${expression}, variant ${variant + 1} of ${variants.length}: ${code}. Press again for the next.`
    : `${expression}: ${code}.`;
}
