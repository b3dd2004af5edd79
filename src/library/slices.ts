/** Work between two drawn frames, in milliseconds. */
const SLICE_MS = 8;

/** Runs a long computation bit by bit, as many of its `yield`s as fit in a slice, while the page goes on. @returns the way to call it off */
export function inSlices<T>(computation: Generator<unknown, T>, onDone: (result: T) => void): () => void {
  let timer = setTimeout(function slice() {
    const begun = performance.now();
    let step = computation.next();
    while (!step.done && performance.now() - begun < SLICE_MS) step = computation.next();
    if (step.done) onDone(step.value);
    else timer = setTimeout(slice);
  });
  return () => clearTimeout(timer);
}
