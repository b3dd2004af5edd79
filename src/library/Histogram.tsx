interface HistogramProps {
  readonly title: string;
  /** Counts in bins of equal width over 0–1. */
  readonly counts: readonly number[];
  readonly summary: string;
}

const HEIGHT = 56;
const BIN = 20;

/** Counts of values between 0 and 1. */
export function Histogram({ title, counts, summary }: HistogramProps) {
  const most = Math.max(1, ...counts);
  return (
    <figure className="histogram">
      <figcaption>
        <span>{title}</span>
        <span className="readout">{summary}</span>
      </figcaption>
      <svg viewBox={`0 0 ${counts.length * BIN} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={describe(title, counts)}>
        {counts.map((count, bin) => (
          <rect key={bin} x={bin * BIN + 1} width={BIN - 2} y={HEIGHT - (count / most) * HEIGHT} height={(count / most) * HEIGHT} />
        ))}
      </svg>
      <div className="histogram-scale readout" aria-hidden="true">
        <span>0</span>
        <span>0.5</span>
        <span>1</span>
      </div>
    </figure>
  );
}

function describe(title: string, counts: readonly number[]): string {
  const bins = counts.map((count, bin) => `${(bin / counts.length).toFixed(1)} to ${((bin + 1) / counts.length).toFixed(1)}: ${count}`);
  return `${title}. ${bins.join(', ')}`;
}
