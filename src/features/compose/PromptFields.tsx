import { useId } from 'react';
import type { PackManifest } from '../../domain/packs/manifest';
import { unknownWords } from '../../domain/recipe/prompt';
import { PROMPT_MAX_CHARACTERS } from '../../domain/recipe/recipe';
import { editDraft } from './store';

interface PromptFieldsProps {
  readonly manifest: PackManifest;
  readonly prompt: string;
  readonly negativePrompt: string;
}

export function PromptFields({ manifest, prompt, negativePrompt }: PromptFieldsProps) {
  return (
    <section className="block" aria-label="Text">
      <PromptField
        label="Prompt"
        id="prompt"
        value={prompt}
        words={manifest.words}
        placeholder="a young woman with brown hair"
        rows={2}
        onChange={(value) => editDraft('prompt', { prompt: value })}
      />
      <PromptField
        label="Negative prompt"
        id="negative-prompt"
        value={negativePrompt}
        words={manifest.words}
        placeholder="what the face should not show"
        rows={1}
        onChange={(value) => editDraft('negative prompt', { negativePrompt: value })}
      />
    </section>
  );
}

interface PromptFieldProps {
  readonly label: string;
  readonly id: string;
  readonly value: string;
  readonly words: PackManifest['words'];
  readonly placeholder: string;
  readonly rows: number;
  readonly onChange: (value: string) => void;
}

function PromptField({ label, id, value, words, placeholder, rows, onChange }: PromptFieldProps) {
  const noteId = useId();
  const unknown = unknownWords(value, words);
  return (
    <div className="stack tight">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="field"
        rows={rows}
        value={value}
        placeholder={placeholder}
        maxLength={PROMPT_MAX_CHARACTERS}
        spellCheck={false}
        aria-describedby={unknown.length > 0 ? noteId : undefined}
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
    </div>
  );
}
