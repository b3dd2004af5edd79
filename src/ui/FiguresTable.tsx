import type { ReactNode } from 'react';

interface FiguresTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  /** The table's body, and its foot where it has one. */
  readonly children: ReactNode;
}

/** A table that scrolls sideways, by keys too, where the page is narrower. */
export function FiguresTable({ label, columns, children }: FiguresTableProps) {
  return (
    <div className="page-wide" tabIndex={0} role="group" aria-label={label}>
      <table className="figures">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}
