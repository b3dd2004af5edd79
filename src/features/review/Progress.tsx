interface ProgressProps {
  readonly done: number;
  readonly total: number;
}

export function Progress({ done, total }: ProgressProps) {
  return (
    <div className="review-progress">
      <progress aria-label="Faces judged" value={done} max={total} />
      <span className="readout">{`${done} of ${total} judged`}</span>
    </div>
  );
}
