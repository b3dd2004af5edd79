import { useState, type PointerEvent } from 'react';
import type { Face } from '../../domain/face/face';
import { RangeInput } from '../../ui/RangeInput';
import { PixelsPicture } from '../../ui/PixelsPicture';
import { verdictText } from './describe';

/** One face over the other, with a boundary that the slider, its arrow keys or a pointer on the picture move. */
export function SliderView({ first, second }: { readonly first: Face; readonly second: Face }) {
  const [boundary, setBoundary] = useState(50);
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setBoundary(Math.round(Math.min(1, Math.max(0, (event.clientX - left) / width)) * 100));
  };
  return (
    <div className="compare-slider">
      <div
        className="compare-stack"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
        }}
      >
        <PixelsPicture pixels={second.pixels} alt={`Right: ${verdictText(second)}`} />
        <PixelsPicture pixels={first.pixels} alt={`Left: ${verdictText(first)}`} style={{ clipPath: `inset(0 ${100 - boundary}% 0 0)` }} />
        <span className="compare-boundary" style={{ left: `${boundary}%` }} />
      </div>
      <RangeInput label="Boundary" value={boundary} min={0} max={100} step={1} valueText={`${boundary} % left, ${100 - boundary} % right`} onChange={setBoundary} />
    </div>
  );
}
