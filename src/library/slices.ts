/** Runs a long computation bit by bit, up to its next `yield` at a time, while the page goes on. @returns the way to call it off */
export function inSlices<T>(computation: Generator<unknown, T>, onDone: (result: T) => void): () => void {
  let timer = setTimeout(function slice() {
    const step = computation.next();
    if (step.done) onDone(step.value);
    else timer = setTimeout(slice);
  });
  return () => clearTimeout(timer);
}
