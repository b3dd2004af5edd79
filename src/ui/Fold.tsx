import type { ReactNode } from 'react';
import { create } from 'zustand';

/** Which folds are open, for as long as the page is: a view that is left and come back to looks as it did. */
const useFolds = create<Readonly<Record<string, boolean>>>(() => ({}));

interface FoldProps {
  readonly title: string;
  /** What is set inside, in a few words: so that it need not be opened to be read. */
  readonly summary?: string;
  readonly children: ReactNode;
}

/** What is rarely touched, behind one line that says how it stands. */
export function Fold({ title, summary = '', children }: FoldProps) {
  const open = useFolds((folds) => folds[title] ?? false);
  return (
    <details className="fold" open={open} onToggle={(event) => useFolds.setState({ [title]: event.currentTarget.open })}>
      <summary>
        <h3 className="fold-title">{title}</h3>
        <span className="fold-summary">{summary}</span>
      </summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}
