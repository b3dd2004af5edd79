import type { PackManifest } from '../../domain/packs/manifest';
import type { Recipe, Sampler } from '../../domain/recipe/recipe';
import { SAMPLER_NAMES } from '../../domain/recipe/samplers';
import { NumberField } from '../../ui/NumberField';
import { MAX_SEED, chooseSampler, drawSeed, nextSeed, toggleSeedLock } from './recipeEdits';
import { editDraft, useCompose } from './store';

interface SamplingFieldsProps {
  readonly draft: Recipe;
  readonly manifest: PackManifest;
}

export function SamplingFields({ draft, manifest }: SamplingFieldsProps) {
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
          min={(draft.forks?.at(-1)?.step ?? 0) + 1}
          max={200}
          step={1}
          onChange={(steps) => editDraft('steps', { steps })}
        />
        <label htmlFor="sampler">Sampler</label>
        <select
          id="sampler"
          className="field grow"
          value={draft.sampler}
          onChange={(event) => chooseSampler(event.target.value as Sampler, manifest)}
        >
          {Object.entries(SAMPLER_NAMES).map(([sampler, name]) => (
            <option key={sampler} value={sampler} disabled={sampler === 'student' && !manifest.student}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
