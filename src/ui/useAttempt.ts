import { useState } from 'react';

interface Attempts {
  /** What is being done, of the kind "Reading the set"; null where nothing is. */
  readonly doing: string | null;
  /** Why the last attempt failed; null where it did not, and while another is under way. */
  readonly problem: string | null;
  readonly attempt: (what: string, task: () => Promise<void>) => void;
}

/** What a panel asks for, one at a time: it says what it does, and where that fails why. */
export function useAttempt(): Attempts {
  const [doing, setDoing] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = (what: string, task: () => Promise<void>) => {
    setDoing(what);
    setProblem(null);
    task()
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
      .finally(() => setDoing(null));
  };
  return { doing, problem, attempt };
}
