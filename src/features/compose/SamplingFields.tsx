import type { Recipe, Sampler } from '../../domain/recipe/recipe';
import { NumberField } from '../../ui/NumberField';
import { MAX_SEED, drawSeed, nextSeed, toggleSeedLock } from './recipeEdits';
import { editDraft, useCompose } from './store';

export function SamplingFields({ draft }: { readonly draft: Recipe }) {
  const seedLocked = useCompose((state) => state.seedLocked);
  return (
    <div className="block form-grid">
      <label htmlFor="seed">Seed</label>
      <div className="row">
        <NumberField
          id="seed"
          label="Seed"
          className="grow"
          value={draft.seed}
          min={0}
          max={MAX_SEED}
          step={1}
          onChange={(seed) => editDraft('seed', { seed })}
        />
        <button type="button" className="button" aria-label="Random seed" onClick={drawSeed}>
          Random
        </button>
        <button type="button" className="button" aria-label="Next seed" onClick={nextSeed}>
          +1
        </button>
        <button
          type="button"
          className="button"
          aria-label="Lock seed"
          aria-pressed={seedLocked}
          title={seedLocked ? 'The seed stays for the next face' : 'Every face draws a new seed'}
          onClick={toggleSeedLock}
        >
          Lock
        </button>
      </div>
      <label htmlFor="steps">Steps</label>
      <div className="row">
        <NumberField
          id="steps"
          label="Steps"
          value={draft.steps}
          min={1}
          max={200}
          step={1}
          onChange={(steps) => editDraft('steps', { steps })}
        />
        <label htmlFor="sampler">Sampler</label>
        <select
          id="sampler"
          className="field grow"
          value={draft.sampler}
          onChange={(event) => editDraft('sampler', { sampler: event.target.value as Sampler })}
        >
          <option value="ddim">DDIM</option>
          <option value="dpmsolver++">DPM-Solver++</option>
        </select>
      </div>
    </div>
  );
}
