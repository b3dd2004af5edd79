import type { CSSProperties, ReactNode } from 'react';

interface BarRowProps {
  readonly name: ReactNode;
  readonly title?: string;
  /** Length of the bar over the longest there can be, 0–1. */
  readonly share: number;
  /** The numbers that the bar shows, as text: one cell each. */
  readonly readouts: readonly ReactNode[];
  readonly className?: string;
}

/** A row of a table of bars: what it counts, the bar, and the numbers in words of their own. */
export function BarRow({ name, title, share, readouts, className }: BarRowProps) {
  const length: CSSProperties & Record<'--share', number> = { '--share': share };
  return (
    <tr className={className}>
      <th scope="row" title={title}>
        {name}
      </th>
      <td className="bar-cell" aria-hidden="true">
        <span className="bar" style={length} />
      </td>
      {readouts.map((readout, column) => (
        <td key={column} className="readout">
          {readout}
        </td>
      ))}
    </tr>
  );
}
