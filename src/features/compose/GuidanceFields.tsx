import type { Abilities } from '../../domain/packs/abilities';
import { RECIPE_RANGES } from '../../domain/recipe/limits';
import type { Recipe } from '../../domain/recipe/recipe';
import { Fold } from '../../ui/Fold';
import { NumberField } from '../../ui/NumberField';
import { SliderField } from '../../ui/SliderField';
import { editDraft } from './store';

type Guidance = Pick<Recipe, 'textGuidance' | 'auStrength' | 'semanticGuidance' | 'expression'>;

/** How hard text, action units and the expression guide pull. */
export function GuidanceFields({ settings, abilities }: { readonly settings: Guidance; readonly abilities: Abilities }) {
  const { textGuidance, auStrength, semanticGuidance } = settings;
  const parts = [`text ${textGuidance}`, abilities.actionUnits.can && `AU ${auStrength}`, abilities.semanticGuidance.can && `semantic ${semanticGuidance.strength}`];
  return (
    <Fold title="Guidance" summary={parts.filter((part) => part !== false).join(', ')}>
      <SliderField
        label="Text guidance"
        hint="Classifier-free guidance scale; 1 switches it off"
        value={settings.textGuidance}
        {...RECIPE_RANGES.textGuidance}
        step={0.1}
        valueText={settings.textGuidance === 1 ? '1, off' : String(settings.textGuidance)}
        onChange={(textGuidance) => editDraft('text guidance', { textGuidance })}
      />
      {abilities.actionUnits.can && (
        <SliderField
          label="AU strength"
          hint="λ_AU, the weight of the action units beside the text"
          value={settings.auStrength}
          {...RECIPE_RANGES.auStrength}
          step={0.05}
          onChange={(auStrength) => editDraft('AU strength', { auStrength })}
        />
      )}
      {abilities.semanticGuidance.can ? <SemanticFields settings={settings} /> : <p className="note">{abilities.semanticGuidance.reason}</p>}
    </Fold>
  );
}

/** How hard the guide pulls, where and how often. */
function SemanticFields({ settings }: { readonly settings: Guidance }) {
  const { semanticGuidance } = settings;
  const editSemantic = (tag: string, change: Partial<Recipe['semanticGuidance']>) =>
    editDraft(`semantic guidance ${tag}`, { semanticGuidance: { ...semanticGuidance, ...change } });

  return (
    <>
      <SliderField
        label="Semantic guidance"
        hint="λ_g, how far each step moves the text towards the expression; 0 switches it off"
        value={semanticGuidance.strength}
        {...RECIPE_RANGES.semanticGuidance}
        step={0.05}
        valueText={semanticGuidance.strength === 0 ? '0, off' : String(semanticGuidance.strength)}
        onChange={(strength) => editSemantic('strength', { strength })}
      />
      {semanticGuidance.strength > 0 && settings.expression === null && (
        <p className="note">With no expression chosen, semantic guidance does not act.</p>
      )}
      <details className="disclosure">
        <summary>Where and how often the guide acts</summary>
        <div className="form-grid">
          <label htmlFor="guide-start">From</label>
          <div className="row">
            <NumberField
              id="guide-start"
              label="Guidance from"
              value={semanticGuidance.start}
              {...RECIPE_RANGES.share}
              step={0.05}
              onChange={(start) => editSemantic('start', { start })}
            />
            <label htmlFor="guide-end">to</label>
            <NumberField
              id="guide-end"
              label="Guidance to"
              value={semanticGuidance.end}
              {...RECIPE_RANGES.share}
              step={0.05}
              onChange={(end) => editSemantic('end', { end })}
            />
            <span className="muted">of the steps</span>
          </div>
          <label htmlFor="guide-iterations">Repeats</label>
          <div className="row">
            <NumberField
              id="guide-iterations"
              label="Guidance iterations"
              value={semanticGuidance.iterations}
              {...RECIPE_RANGES.guideIterations}
              step={1}
              onChange={(iterations) => editSemantic('iterations', { iterations })}
            />
            <span className="muted">per guided step</span>
          </div>
        </div>
      </details>
    </>
  );
}
