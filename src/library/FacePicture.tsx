import { useEffect, useRef } from 'react';
import { drawPixels } from '../ui/drawPixels';
import { facePicture } from './pictures';

interface FacePictureProps {
  readonly faceId: string;
  /** Side in CSS pixels. */
  readonly size: number;
  /** What it shows; absent where the words stand beside it. */
  readonly label?: string;
}

/** A kept face drawn straight from its pixels: no file is encoded, so that a gallery scrolls. */
export function FacePicture({ faceId, size, label }: FacePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let current = true;
    facePicture(faceId).then(
      (pixels) => {
        if (current && canvas.current && pixels) drawPixels(canvas.current, pixels);
      },
      // The storage went away: the cell stays empty, and the library says so.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [faceId]);
  return (
    <canvas
      ref={canvas}
      className="face-picture"
      style={{ width: size, height: size }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
