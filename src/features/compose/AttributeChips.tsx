import { attributeGroups, hasPhrase, togglePhrase } from '../../domain/recipe/attributes';
import type { PackManifest } from '../../domain/packs/manifest';
import { editDraft } from './store';

interface AttributeChipsProps {
  readonly words: PackManifest['words'];
  readonly prompt: string;
}

/** Looks in words that the model knows, to put into the prompt or take out of it. */
export function AttributeChips({ words, prompt }: AttributeChipsProps) {
  const groups = attributeGroups(words);
  const chosen = groups.flatMap(({ phrases }) => phrases.filter((phrase) => hasPhrase(prompt, phrase))).length;
  if (groups.length === 0) return null;
  return (
    <details className="disclosure">
      <summary>Attributes{chosen > 0 && `, ${chosen} chosen`}</summary>
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
                  className="attribute-chip"
                  aria-pressed={hasPhrase(prompt, phrase)}
                  onClick={() => editDraft(`attribute ${phrase}`, { prompt: togglePhrase(prompt, phrase, group) })}
                >
                  {phrase.replace(/^an? /, '')}
                </button>
              ))}
            </div>
          </div>
        ))}
      </div>
    </details>
  );
}
