import { attributeGroups, hasPhrase, shortPhrase, togglePhrase } from '../../domain/recipe/attributes';
import type { PackManifest } from '../../domain/packs/manifest';
import { Fold } from '../../ui/Fold';
import { useMeasured } from '../../engine/packReport';
import { obedienceTo } from './obedience';
import { editDraft } from './store';

interface AttributeChipsProps {
  readonly words: PackManifest['words'];
  readonly prompt: string;
}

/** Looks in words that the model knows, to put into the prompt or take out of it. */
export function AttributeChips({ words, prompt }: AttributeChipsProps) {
  const groups = attributeGroups(words);
  const { attributes } = useMeasured();
  const chosen = groups.flatMap(({ phrases }) => phrases.filter((phrase) => hasPhrase(prompt, phrase))).length;
  if (groups.length === 0) return null;
  const obedience = new Map(groups.flatMap(({ phrases }) => phrases.map((phrase) => [phrase, obedienceTo(phrase, attributes)])));
  const someSeldom = [...obedience.values()].some((measured) => measured?.seldom);
  return (
    <Fold title="Attributes" summary={chosen > 0 ? `${chosen} chosen` : ''}>
      <div className="attributes">
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name} className="attribute-group">
            <span className="attribute-name" aria-hidden="true">
              {group.name}
            </span>
            <div className="chips">
              {group.phrases.map((phrase) => (
                <button
                  key={phrase}
                  type="button"
                  className={obedience.get(phrase)?.seldom ? 'attribute-chip seldom' : 'attribute-chip'}
                  aria-pressed={hasPhrase(prompt, phrase)}
                  title={obedience.get(phrase)?.text}
                  onClick={() => editDraft(`attribute ${phrase}`, { prompt: togglePhrase(prompt, phrase, group) })}
                >
                  {shortPhrase(phrase)}
                </button>
              ))}
            </div>
          </div>
        ))}
        {someSeldom && <p className="note">Dashed: shown by fewer than half of the faces that were asked for it.</p>}
      </div>
    </Fold>
  );
}
