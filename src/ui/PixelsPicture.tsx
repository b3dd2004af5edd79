import { useLayoutEffect, useRef, type CSSProperties } from 'react';
import type { Pixels } from '../domain/face/pixels';
import { drawPixels } from './drawPixels';

interface PixelsPictureProps {
  readonly pixels: Pixels;
  /** What it shows; empty where the words stand beside it. */
  readonly alt: string;
  /** In CSS pixels; absent where the style sheet says it. */
  readonly width?: number;
  readonly height?: number;
  readonly style?: CSSProperties;
}

/** A picture straight from its pixels. */
export function PixelsPicture({ pixels, alt, width, height, style }: PixelsPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current) drawPixels(canvas.current, pixels);
  }, [pixels]);
  const size = { ...(width !== undefined && { width }), ...(height !== undefined && { height }) };
  return <canvas ref={canvas} style={{ ...size, ...style }} {...(alt === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': alt })} />;
}
