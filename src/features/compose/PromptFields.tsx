import { useId, type ReactNode } from 'react';
import type { PackManifest } from '../../domain/packs/manifest';
import { unknownWords } from '../../domain/recipe/prompt';
import { hasWildcards, unpairedBraces } from '../../domain/recipe/wildcards';
import { PROMPT_MAX_CHARACTERS } from '../../domain/recipe/limits';
import { Fold } from '../../ui/Fold';
import { MenuButton, type MenuItem } from '../../ui/MenuButton';
import { AttributeChips } from './AttributeChips';
import { WildcardNote } from './WildcardNote';
import { forgetPrompts, usePromptHistory } from './promptHistory';
import { editDraft } from './store';

interface PromptFieldsProps {
  readonly manifest: PackManifest;
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly seed: number;
}

export function PromptFields({ manifest, prompt, negativePrompt, seed }: PromptFieldsProps) {
  return (
    <section className="text-fields" aria-label="Text">
      <div className="block">
        <PromptField
          label="Prompt"
          id="prompt"
          value={prompt}
          words={manifest.words}
          placeholder="a {young|old} woman with brown hair"
          rows={2}
          seed={seed}
          beside={<PromptHistory />}
          onChange={(value) => editDraft('prompt', { prompt: value })}
        />
      </div>
      <AttributeChips words={manifest.words} prompt={prompt} />
      <Fold title="Negative prompt" summary={negativePrompt}>
        <PromptField
          label="Negative prompt"
          id="negative-prompt"
          value={negativePrompt}
          words={manifest.words}
          placeholder="what the face should not show"
          rows={1}
          seed={seed}
          onChange={(value) => editDraft('negative prompt', { negativePrompt: value })}
        />
      </Fold>
    </section>
  );
}

function PromptHistory() {
  const prompts = usePromptHistory((state) => state.prompts);
  if (prompts.length === 0) return null;
  const items = prompts.map((prompt): MenuItem => ({ id: prompt, label: prompt, run: () => editDraft('prompt history', { prompt }, -Infinity) }));
  const forgetAll = () => {
    forgetPrompts();
    // The menu goes with its last prompt, and the focus would go with it.
    document.getElementById('prompt')?.focus();
  };
  const forget: MenuItem = { id: '\n', label: 'Forget all', run: forgetAll, apart: true };
  return <MenuButton label="Prompt history" items={[...items, forget]} />;
}

interface PromptFieldProps {
  readonly label: string;
  readonly id: string;
  readonly value: string;
  readonly words: PackManifest['words'];
  readonly placeholder: string;
  readonly rows: number;
  readonly seed: number;
  /** At the end of the label's line. */
  readonly beside?: ReactNode;
  readonly onChange: (value: string) => void;
}

function PromptField({ label, id, value, words, placeholder, rows, seed, beside, onChange }: PromptFieldProps) {
  const noteId = useId();
  const wildcardId = useId();
  const unknown = unknownWords(value, words);
  const braceId = useId();
  const unpaired = unpairedBraces(value) > 0;
  const describedBy = [unpaired ? braceId : '', unknown.length > 0 ? noteId : '', hasWildcards(value) ? wildcardId : ''].filter(Boolean).join(' ');
  return (
    <div className="stack tight">
      <div className="row prompt-label">
        <label htmlFor={id}>{label}</label>
        {beside}
      </div>
      <textarea
        id={id}
        className="field"
        rows={rows}
        value={value}
        placeholder={placeholder}
        maxLength={PROMPT_MAX_CHARACTERS}
        spellCheck={false}
        aria-describedby={describedBy === '' ? undefined : describedBy}
        onChange={(event) => onChange(event.target.value)}
      />
      {unknown.length > 0 && (
        <p className="note" id={noteId}>
          The model was not trained on{' '}
          {unknown.map((word, index) => (
            <span key={word}>
              {index > 0 && ', '}
              <mark>{word}</mark>
            </span>
          ))}
          ; {unknown.length === 1 ? 'it' : 'they'} will change little or nothing.
        </p>
      )}
      {unpaired && (
        <p className="note" id={braceId}>
          A brace without its partner stands for itself. A choice is written {'{young|old}'}.
        </p>
      )}
      <WildcardNote id={wildcardId} prompt={value} seed={seed} />
    </div>
  );
}
