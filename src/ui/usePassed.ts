import { useEffect, useState, type RefObject } from 'react';

/** Height of what is pinned to the top of the window in place of what has gone, in CSS pixels; stage.css keeps as much clear. */
const PINNED = 144;

/** Whether an element has been scrolled past: less of it is left than what would be pinned in its place. */
export function usePassed(element: RefObject<Element | null>): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => setPassed(entry !== undefined && !entry.isIntersecting && entry.boundingClientRect.top < 0),
      { rootMargin: `-${PINNED}px 0px 0px 0px` },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return passed;
}
