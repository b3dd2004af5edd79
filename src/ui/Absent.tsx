import type { ReactNode } from 'react';

interface AbsentProps {
  readonly title: string;
  /** Why it is not there, as a sentence. */
  readonly reason: string;
  /** What there is all the same. */
  readonly children?: ReactNode;
}

/** Stands where a panel would be that the loaded model has no use for. */
export function Absent({ title, reason, children }: AbsentProps) {
  return (
    <section className="block" aria-label={title}>
      <h2 className="block-title">{title}</h2>
      <p className="note">{reason}</p>
      {children}
    </section>
  );
}
