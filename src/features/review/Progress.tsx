interface ProgressProps {
  readonly done: number;
  /** How many of these a rule accepted. */
  readonly byRule: number;
  readonly total: number;
}

export function Progress({ done, byRule, total }: ProgressProps) {
  return (
    <div className="review-progress">
      <progress aria-label="Faces judged" value={done} max={total} />
      <span className="readout">{`${done} of ${total} judged${byRule > 0 ? `, ${byRule} of them by rule` : ''}`}</span>
    </div>
  );
}
