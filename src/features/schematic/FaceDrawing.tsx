import { useId } from 'react';
import { FACE_VIEW, type SchematicFace } from '../../domain/schematic/face';
import type { Muscle } from '../../domain/schematic/muscles';
import { MuscleShapes } from './MuscleShapes';

interface FaceDrawingProps {
  readonly face: SchematicFace;
  /** Drawn under the lines; null leaves the face bare. */
  readonly muscles: readonly Muscle[] | null;
  /** What is to be seen, in words. */
  readonly description: string;
}

export function FaceDrawing({ face, muscles, description }: FaceDrawingProps) {
  const clipId = useId();
  const { strokes, eyes, mouth } = face;
  const lines = (kind: 'contour' | 'feature' | 'fold') =>
    strokes
      .filter((stroke) => stroke.kind === kind)
      .map(({ id, d, opacity }) => <path key={id} d={d} className={`face-${kind}`} opacity={opacity} />);
  return (
    <svg className="face-drawing" viewBox={FACE_VIEW.join(' ')} role="img" aria-label={description}>
      {lines('contour')}
      {muscles && <MuscleShapes muscles={muscles} />}
      {lines('fold')}
      {[eyes.right, eyes.left].map((eye, index) => (
        <g key={index === 0 ? 'right' : 'left'}>
          <clipPath id={`${clipId}-${index}`}>
            <path d={eye.opening} />
          </clipPath>
          <path d={eye.opening} className="face-white" />
          <g clipPath={`url(#${clipId}-${index})`}>
            <ellipse className="face-iris" cx={eye.iris.centre[0]} cy={eye.iris.centre[1]} rx={eye.iris.rx} ry={eye.iris.ry} />
            <ellipse className="face-pupil" cx={eye.iris.centre[0]} cy={eye.iris.centre[1]} rx={eye.iris.rx * 0.42} ry={eye.iris.ry * 0.42} />
          </g>
          <path d={eye.lowerLid} className="face-lid lower" />
          <path d={eye.upperLid} className="face-lid upper" />
          <path d={eye.brow} className="face-brow" />
        </g>
      ))}
      {lines('feature')}
      <path d={mouth.gap} className="face-gap" />
      {mouth.teeth !== null && <path d={mouth.teeth} className="face-fold" opacity={0.6} />}
      <path d={mouth.upperLip} className="face-lip" />
      <path d={mouth.lowerLip} className="face-lip" />
      <path d={mouth.gap} className="face-mouth" />
    </svg>
  );
}
