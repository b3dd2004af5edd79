import { useLayoutEffect, useState } from 'react';

/** Work between two drawn frames, in milliseconds. */
const SLICE_MS = 8;
/** The first slice's: what begins it has its own work to do, and may begin several. */
const FIRST_SLICE_MS = 4;

/**
 * Runs a long computation bit by bit, as many of its `yield`s as fit in a slice, while the page goes on: the first slice at once,
 * so that what is short is done when this returns. @returns the way to call it off
 */
export function inSlices<T>(computation: Generator<unknown, T>, onDone: (result: T) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slice = (most: number) => {
    const begun = performance.now();
    let step = computation.next();
    while (!step.done && performance.now() - begun < most) step = computation.next();
    if (step.done) onDone(step.value);
    else timer = setTimeout(slice, 0, SLICE_MS);
  };
  slice(FIRST_SLICE_MS);
  return () => clearTimeout(timer);
}

/**
 * What a long computation gives, bit by bit while the page goes on; until it is done, what the one before gave, or `initial`.
 * What is short is there before anything is drawn. @param begin the same function until something else is to be computed
 */
export function useInSlices<T>(begin: () => Generator<unknown, T>, initial: T): T {
  const [found, setFound] = useState({ result: initial });
  useLayoutEffect(() => inSlices(begin(), (result) => setFound({ result })), [begin]);
  return found.result;
}
