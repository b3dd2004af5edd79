import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import type { Recipe } from '../../domain/recipe/recipe';
import { NumberField } from '../../ui/NumberField';
import { SelectField } from '../../ui/SelectField';
import { ListField } from './ListField';
import { editForm, useBatchForm, type Problem } from './form';

interface AxisFieldsProps {
  readonly base: Recipe;
  readonly problems: readonly Problem[];
}

const UNIT_SOURCES = [
  { value: 'prototype', text: 'typical of each expression' },
  { value: 'recipe', text: 'those of the recipe' },
] as const;

const SEED_SOURCES = [
  { value: 'count', text: 'counted on from the recipe’s' },
  { value: 'list', text: 'listed' },
] as const;

export function AxisFields({ base, problems }: AxisFieldsProps) {
  const form = useBatchForm();
  const problemOf = (field: Problem['field']) => problems.find((problem) => problem.field === field)?.message ?? null;
  return (
    <>
      <Expressions chosen={form.expressions} requested={base.expression} />
      <div className="block batch-axes">
        <SelectField label="Action units" value={form.units} options={UNIT_SOURCES} onChange={(units) => editForm({ units })} />
        <ListField
          label="Intensities"
          value={form.intensities}
          placeholder="1"
          hint="Factors on those units: 0.4, 0.7, 1 or 0.2-1(0.2)"
          problem={problemOf('intensities')}
          onChange={(intensities) => editForm({ intensities })}
        />
        <SelectField label="Seeds" value={form.seeds} options={SEED_SOURCES} onChange={(seeds) => editForm({ seeds })} />
        {form.seeds === 'count' ? (
          <>
            <label htmlFor="seed-count">How many</label>
            <NumberField
              id="seed-count"
              label="Number of seeds"
              min={1}
              max={10_000}
              step={1}
              value={form.seedCount}
              onChange={(seedCount) => editForm({ seedCount })}
            />
          </>
        ) : (
          <ListField
            label="Seed list"
            value={form.seedList}
            placeholder="7, 11, 100-120"
            hint="Numbers and ranges: 7, 11, 100-120"
            problem={problemOf('seedList')}
            onChange={(seedList) => editForm({ seedList })}
          />
        )}
        <ListField
          label="Text guidance"
          value={form.textGuidance}
          placeholder={String(base.textGuidance)}
          hint="From 1 to 20: 2, 4 or 1-5[3], three evenly apart"
          problem={problemOf('textGuidance')}
          onChange={(textGuidance) => editForm({ textGuidance })}
        />
        <ListField
          label="Prompts"
          lines={3}
          value={form.prompts}
          placeholder={base.prompt === '' ? 'none' : base.prompt}
          hint="One a line; of {young|old} each seed takes one"
          problem={problemOf('prompts')}
          onChange={(prompts) => editForm({ prompts })}
        />
      </div>
    </>
  );
}

interface ExpressionsProps {
  readonly chosen: readonly ExpressionClass[];
  readonly requested: ExpressionClass | null;
}

function Expressions({ chosen, requested }: ExpressionsProps) {
  const toggle = (name: ExpressionClass) =>
    editForm({ expressions: EXPRESSION_CLASSES.filter((other) => (other === name ? !chosen.includes(name) : chosen.includes(other))) });
  return (
    <fieldset className="block choices">
      <legend>Expressions</legend>
      <div className="batch-expressions">
        {EXPRESSION_CLASSES.map((name) => (
          <label key={name} className="choice">
            <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
            <span className={`class-name class-${name}`}>
              <span className="swatch" aria-hidden="true" />
              {name}
            </span>
          </label>
        ))}
      </div>
      <div className="row">
        <button type="button" className="button" onClick={() => editForm({ expressions: EXPRESSION_CLASSES })}>
          All
        </button>
        <button type="button" className="button" onClick={() => editForm({ expressions: [] })}>
          None
        </button>
        <span className="note" role="status">
          {chosen.length === 0 && `The recipe’s: ${requested ?? 'no expression'}.`}
        </span>
      </div>
    </fieldset>
  );
}
