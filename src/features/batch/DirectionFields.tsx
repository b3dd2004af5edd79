import { drawDirections, turnableParts } from '../../domain/batch/directions';
import { formatFacsCode } from '../../domain/facs/code';
import { FIVE_POINT } from '../../domain/recipe/limits';
import { SliderField } from '../../ui/SliderField';
import { editForm, readTurns, useBatchForm, type Problem } from './form';

interface DirectionFieldsProps {
  readonly packUnits: readonly string[];
  /** The seed whose draw is shown as an example. */
  readonly firstSeed: number;
  readonly problems: readonly Problem[];
}

const LABELS = { head: 'Head', gaze: 'Eyes' } as const;

/** How far every seed turns head and eyes. */
export function DirectionFields({ packUnits, firstSeed, problems }: DirectionFieldsProps) {
  const form = useBatchForm();
  const parts = turnableParts(packUnits);
  const directions = readTurns(form, packUnits);
  const problem = problems.find(({ field }) => field === 'turns');
  if (parts.length === 0) return null;
  return (
    <details className="block disclosure">
      <summary>Sampled head pose and gaze{directions !== null && ', on'}</summary>
      <div className="attributes">
        <p className="note">
          Every seed draws how its head turns, rises and tilts and where its eyes look, up to these limits: the same for all its faces, in place of
          what the units say of it. Recognisers taught by faces from the front alone err on turned heads.
        </p>
        {parts.map((part) => (
          <SliderField
            key={part}
            label={LABELS[part]}
            {...FIVE_POINT}
            step={0.5}
            value={form.turns[part]}
            onChange={(value) => editForm({ turns: { ...form.turns, [part]: value } })}
            hint="On the scale of the sliders, 0 to 5"
          />
        ))}
        <p className="note" role="status">
          {problem?.message ?? (directions !== null && `Seed ${String(firstSeed)}: ${formatFacsCode(drawDirections(directions, firstSeed)) || 'straight ahead'}.`)}
        </p>
      </div>
    </details>
  );
}
