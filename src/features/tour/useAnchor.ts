import { useEffect, useState } from 'react';
import type { Box } from './placeCard';

/**
 * Where the first of some elements that is there stands in the window, followed wherever the layout moves it; null while
 * none is there. An element that becomes the anchor is brought into view.
 * @param selectors CSS, the preferred one first
 */
export function useAnchor(selectors: readonly string[]): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    let anchor: Element | null = null;
    let frame = 0;
    const follow = () => {
      const found = selectors.map((selector) => document.querySelector(selector)).find((element) => element !== null) ?? null;
      if (found !== anchor) {
        anchor = found;
        found?.scrollIntoView({ block: 'center', behavior: 'instant' });
      }
      const next = found?.getBoundingClientRect() ?? null;
      setBox((now) => (sameBox(now, next) ? now : next && { left: next.left, top: next.top, width: next.width, height: next.height }));
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [selectors]);
  return box;
}

function sameBox(a: Box | null, b: Box | null): boolean {
  if (a === null || b === null) return a === b;
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
