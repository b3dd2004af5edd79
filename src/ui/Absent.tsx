interface AbsentProps {
  readonly title: string;
  /** Why it is not there, as a sentence. */
  readonly reason: string;
}

/** Stands where a panel would be that the loaded model has no use for. */
export function Absent({ title, reason }: AbsentProps) {
  return (
    <section className="block" aria-label={title}>
      <h2 className="block-title">{title}</h2>
      <p className="note">{reason}</p>
    </section>
  );
}
