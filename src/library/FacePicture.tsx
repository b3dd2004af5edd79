import { useEffect, useRef } from 'react';
import type { Pixels } from '../domain/face/pixels';
import { drawPixels } from '../ui/drawPixels';
import { drawInTurn, undraw } from './drawing';
import { facePicture } from './pictures';

interface FacePictureProps {
  readonly faceId: string;
  /** Side in CSS pixels. */
  readonly size: number;
  /** What it shows; absent where the words stand beside it. */
  readonly label?: string;
  /** Its pixels, where they are at hand; otherwise they are fetched, of a merged set small. */
  readonly pixels?: Pixels | undefined;
}

/** A kept face drawn straight from its pixels: no file is encoded, so that a gallery scrolls. */
export function FacePicture({ faceId, size, label, pixels }: FacePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const drawn = canvas.current;
    if (!drawn) return;
    if (pixels) {
      drawPixels(drawn, pixels);
      return;
    }
    let current = true;
    facePicture(faceId).then(
      (found) => {
        if (current && found) drawInTurn(drawn, found);
      },
      // The storage went away: the cell stays empty, and the library says so.
      () => undefined,
    );
    return () => {
      current = false;
      undraw(drawn);
    };
  }, [faceId, pixels]);
  return (
    <canvas
      ref={canvas}
      className="face-picture"
      style={{ width: size, height: size }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
