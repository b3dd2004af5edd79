import { useState } from 'react';
import { RECIPE_RANGES } from '../../domain/recipe/limits';
import type { Recipe } from '../../domain/recipe/recipe';
import { Fold } from '../../ui/Fold';
import { NumberField } from '../../ui/NumberField';
import { SliderField } from '../../ui/SliderField';
import { editDraft } from './store';

/** Noise between those of two seeds: faces near to one of them. A strength of 0 is no variation. */
export function VariationField({ variation }: { readonly variation: Recipe['variation'] }) {
  const [typed, setTyped] = useState(1);
  const seed = variation?.seed ?? typed;
  const vary = (tag: string, strength: number, towards: number) =>
    editDraft(tag, { variation: strength > 0 ? { seed: towards, strength } : undefined });
  return (
    <Fold title="Variation" summary={variation ? `${variation.strength} towards seed ${variation.seed}` : 'none'}>
      <SliderField
        label="Variation strength"
        hint="How far the seed's noise is turned towards that of the variation seed: 0 is the seed's own face, 1 the other's"
        value={variation?.strength ?? 0}
        {...RECIPE_RANGES.share}
        step={0.05}
        resetTo={0}
        onChange={(strength) => vary('variation strength', strength, seed)}
      />
      <div className="form-grid">
        <label htmlFor="variation-seed">Variation seed</label>
        <NumberField
          id="variation-seed"
          label="Variation seed"
          value={seed}
          {...RECIPE_RANGES.seed}
          step={1}
          onChange={(next) => {
            setTyped(next);
            if (variation) vary('variation seed', variation.strength, next);
          }}
        />
      </div>
    </Fold>
  );
}
