import { memo } from 'react';
import type { AuIntensities } from '../../domain/recipe/recipe';
import { schematicFace } from '../../domain/schematic/face';

/** The part of the drawing that says an expression: head, brows, eyes, nose, mouth. */
const VIEW = '-86 -126 172 256';
const LINES = new Set(['head', 'nose base']);

/** A face small enough for a button. What it means the button says. */
export const FaceIcon = memo(function FaceIcon({ au }: { readonly au: AuIntensities }) {
  const { strokes, eyes, mouth } = schematicFace(au);
  return (
    <svg className="face-icon" viewBox={VIEW} aria-hidden="true" focusable="false">
      {strokes
        .filter(({ id }) => LINES.has(id))
        .map(({ id, d }) => (
          <path key={id} d={d} className={id === 'head' ? 'face-icon-head' : undefined} />
        ))}
      {[eyes.right, eyes.left].map((eye, index) => (
        <g key={index === 0 ? 'right' : 'left'}>
          <path d={eye.brow} className="face-icon-fill" />
          <path d={eye.upperLid} />
          <path d={eye.lowerLid} className="face-icon-faint" />
          <ellipse className="face-icon-fill" cx={eye.iris.centre[0]} cy={eye.iris.centre[1]} rx={4.5} ry={4.5} />
        </g>
      ))}
      <path d={mouth.gap} className="face-icon-mouth" />
      <path d={mouth.upperLip} className="face-icon-faint" />
      <path d={mouth.lowerLip} className="face-icon-faint" />
    </svg>
  );
});
