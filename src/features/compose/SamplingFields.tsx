import { abilities } from '../../domain/packs/abilities';
import type { PackManifest } from '../../domain/packs/manifest';
import { RECIPE_RANGES } from '../../domain/recipe/limits';
import type { Recipe, Sampler } from '../../domain/recipe/recipe';
import { SAMPLER_NAMES } from '../../domain/recipe/samplers';
import { CommandButton } from '../../ui/CommandButton';
import { Icon } from '../../ui/Icon';
import { NumberField } from '../../ui/NumberField';
import { chooseSampler } from './recipeEdits';
import { editDraft, useCompose } from './store';

interface SamplingFieldsProps {
  readonly settings: Pick<Recipe, 'seed' | 'steps' | 'sampler' | 'forks'>;
  readonly manifest: PackManifest;
}

export function SamplingFields({ settings, manifest }: SamplingFieldsProps) {
  const { student } = abilities(manifest);
  const seedLocked = useCompose((state) => state.seedLocked);
  return (
    <div className="sampling" role="group" aria-label="Sampling">
      <span className="sampling-part">
        <label htmlFor="seed">Seed</label>
        <NumberField
          id="seed"
          label="Seed"
          className="seed"
          value={settings.seed}
          {...RECIPE_RANGES.seed}
          step={1}
          onChange={(seed) => editDraft('seed', { seed })}
        />
        <CommandButton command="random-seed" className="button quiet icon-button" label="Random seed" title="Draw a random seed">
          <Icon name="dice" />
        </CommandButton>
        <CommandButton command="next-seed" className="button quiet icon-button" label="Next seed" title="The next seed">
          +1
        </CommandButton>
        <CommandButton
          command="lock-seed"
          className="button quiet icon-button"
          label="Lock seed"
          pressed={seedLocked}
          title={seedLocked ? 'Locked: the seed stays for the next face' : 'Not locked: every face draws a new seed'}
        >
          <Icon name={seedLocked ? 'lock' : 'unlock'} />
        </CommandButton>
      </span>
      <span className="sampling-part">
        <label htmlFor="steps">Steps</label>
        <NumberField
          id="steps"
          label="Steps"
          value={settings.steps}
          min={(settings.forks?.at(-1)?.step ?? 0) + 1}
          max={RECIPE_RANGES.steps.max}
          step={1}
          resetTo={manifest.defaults.steps}
          onChange={(steps) => editDraft('steps', { steps })}
        />
        <label htmlFor="sampler" className="visually-hidden">
          Sampler
        </label>
        <select
          id="sampler"
          className="field"
          title="Sampler"
          value={settings.sampler}
          onChange={(event) => chooseSampler(event.target.value as Sampler, manifest)}
        >
          {Object.entries(SAMPLER_NAMES).map(([sampler, name]) => (
            <option key={sampler} value={sampler} disabled={sampler === 'student' && !student.can} title={sampler === 'student' && !student.can ? student.reason : undefined}>
              {name}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
