import { countLooks, drawLooks } from '../../domain/batch/looks';
import type { PackManifest } from '../../domain/packs/manifest';
import { attributeGroups, shortPhrase, type AttributeGroup } from '../../domain/recipe/attributes';
import { countOf } from '../../ui/format';
import { editForm, readLooks, useBatchForm } from './form';

interface LooksFieldsProps {
  readonly words: PackManifest['words'];
  /** The seed whose draw is shown as an example. */
  readonly firstSeed: number;
}

/** Which looks every seed draws, in words that the model knows. */
export function LooksFields({ words, firstSeed }: LooksFieldsProps) {
  const form = useBatchForm();
  const groups = attributeGroups(words);
  const looks = readLooks(form, words);
  if (groups.length === 0) return null;
  return (
    <details className="block disclosure">
      <summary>Sampled looks{looks.length > 0 && `, ${countOf(looks.length, 'group')}`}</summary>
      <div className="attributes">
        <p className="note">Every seed draws one look of each group ticked, the same one over all its faces, in place of what the prompt says of it.</p>
        {groups.map((group) => (
          <LookGroup key={group.name} group={group} drawn={looks.find(({ name }) => name === group.name)?.drawn ?? []} />
        ))}
        <p className="note" role="status">
          {looks.length > 0 &&
            `${countOf(countLooks(looks), 'combination')}. Seed ${String(firstSeed)}: ${drawLooks(looks, firstSeed)
              .map(({ phrase }) => phrase)
              .join(', ')}.`}
        </p>
      </div>
    </details>
  );
}

interface LookGroupProps {
  readonly group: AttributeGroup;
  /** Empty where the group is not drawn from. */
  readonly drawn: readonly string[];
}

function LookGroup({ group: { name, phrases }, drawn }: LookGroupProps) {
  const draw = (next: readonly string[]) => {
    const { [name]: _before, ...rest } = useBatchForm.getState().looks;
    editForm({ looks: next.length > 0 ? { ...rest, [name]: next } : rest });
  };
  return (
    <div role="group" aria-label={name} className="look-group">
      <label className="check">
        <input type="checkbox" checked={drawn.length > 0} onChange={(event) => draw(event.target.checked ? phrases : [])} />
        {name}
      </label>
      {drawn.length > 0 && (
        <div className="chips">
          {phrases.map((phrase) => (
            <button
              key={phrase}
              type="button"
              className="attribute-chip"
              aria-pressed={drawn.includes(phrase)}
              onClick={() => draw(phrases.filter((other) => (other === phrase ? !drawn.includes(phrase) : drawn.includes(other))))}
            >
              {shortPhrase(phrase)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
