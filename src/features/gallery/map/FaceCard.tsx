import type { CSSProperties } from 'react';
import { FacePicture } from '../../../library/FacePicture';
import type { Dot } from './draw';
import type { Size } from './viewport';

interface FaceCardProps {
  readonly dot: Dot;
  readonly size: Size;
  readonly description: string;
}

const PICTURE = 96;

/** The face under the pointer, beside its dot and towards the middle, so that it stays in the window. */
export function FaceCard({ dot, size, description }: FaceCardProps) {
  const style: CSSProperties = {
    ...(dot.x < size.width / 2 ? { left: dot.x + 12 } : { right: size.width - dot.x + 12 }),
    ...(dot.y < size.height / 2 ? { top: dot.y + 12 } : { bottom: size.height - dot.y + 12 }),
  };
  return (
    <figure className="map-card" style={style}>
      <FacePicture faceId={dot.id} size={PICTURE} />
      <figcaption>{description}</figcaption>
    </figure>
  );
}
