import { countVariants, hasWildcards, resolveWildcards } from '../../domain/recipe/wildcards';

/** Above this a count says no more than "very many". */
const COUNTED = 1_000_000;

interface WildcardNoteProps {
  readonly id: string;
  readonly prompt: string;
  readonly seed: number;
}

/** How many prompts the choices make, and which one the seed takes. */
export function WildcardNote({ id, prompt, seed }: WildcardNoteProps) {
  if (!hasWildcards(prompt)) return null;
  const count = countVariants(prompt);
  const counted = count > COUNTED ? `more than ${COUNTED.toLocaleString('en')}` : count.toLocaleString('en');
  return (
    <p className="note" id={id}>
      {counted} {count === 1 ? 'variant' : 'variants'}; seed {seed} takes “{resolveWildcards(prompt, seed)}”.
    </p>
  );
}
