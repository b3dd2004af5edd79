import { useLayoutEffect, useState } from 'react';

/** Work between two drawn frames, in milliseconds. */
const SLICE_MS = 8;
/** The first slices' of all that begin in one task: what begins them has its own work to do. */
const FIRST_SLICES_MS = 4;
/** What first slices have taken in this task. */
let taken = 0;

/**
 * Runs a long computation bit by bit, as many of its `yield`s as fit in a slice, while the page goes on: the first slice at once,
 * so that what is short is done when this returns, unless others that began in the same task have taken its time. @returns the way to call it off
 */
export function inSlices<T>(computation: Generator<unknown, T>, onDone: (result: T) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slice = (mostMs: number) => {
    const begun = performance.now();
    let step = computation.next();
    while (!step.done && performance.now() - begun < mostMs) step = computation.next();
    return step;
  };
  const goOn = (step: IteratorResult<unknown, T>) => {
    if (step.done) onDone(step.value);
    else timer = setTimeout(() => goOn(slice(SLICE_MS)), 0);
  };
  if (taken === 0) setTimeout(() => (taken = 0), 0);
  const begun = performance.now();
  const first = slice(FIRST_SLICES_MS - taken);
  taken += performance.now() - begun;
  goOn(first);
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
