import { useEffect, useRef } from 'react';
import type { StripCell } from '../../domain/strips/plan';
import { PixelsPicture } from '../../ui/PixelsPicture';
import { labelText } from '../../ui/labelText';
import type { Face } from '../../domain/face/face';
import type { StripRun } from './store';

interface StripGridProps {
  readonly run: StripRun;
  readonly size: { readonly width: number; readonly height: number };
  readonly onOpen: (face: Face) => void;
}

/** The faces at their places, the one being made as it comes out of the noise. */
export function StripGrid({ run, size, onOpen }: StripGridProps) {
  const { title, columns, rows, cells } = run.plan;
  const making = useRef<HTMLTableCellElement>(null);
  const made = run.faces.length;

  useEffect(() => {
    making.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [made]);

  return (
    <div className="strip-scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="strip-grid">
        <caption>{title}</caption>
        <thead>
          <tr>
            {rows.length > 1 && <td />}
            {columns.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((label, row) => (
            <tr key={label}>
              {rows.length > 1 && <th scope="row">{label}</th>}
              {columns.map((name, column) => {
                const index = row * columns.length + column;
                const current = run.status === 'running' && index === made;
                return (
                  <td key={name} ref={current ? making : undefined}>
                    <Cell cell={cells[index]} face={run.faces[index]} run={current ? run : null} size={size} onOpen={onOpen} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly cell: StripCell | undefined;
  readonly face: Face | undefined;
  /** The run where this is the cell being made, null otherwise. */
  readonly run: StripRun | null;
  readonly size: StripGridProps['size'];
  readonly onOpen: (face: Face) => void;
}

function Cell({ cell, face, run, size, onOpen }: CellProps) {
  if (face) {
    const seen = labelText(face.label);
    return (
      <button type="button" className="thumb" aria-label={`Open ${cell?.label ?? ''}: ${seen}`} title={`${cell?.label ?? ''}: ${seen}`} onClick={() => onOpen(face)}>
        <PixelsPicture pixels={face.pixels} alt="" {...size} />
      </button>
    );
  }
  if (run?.step) {
    return (
      <span className="strip-making">
        <PixelsPicture pixels={run.step.preview} alt={`${cell?.label ?? ''}: step ${run.step.step + 1} of ${run.step.steps}`} {...size} />
      </span>
    );
  }
  return <span className="strip-blank" style={{ maxWidth: size.width, aspectRatio: `${size.width} / ${size.height}` }} />;
}
