/** What a computation that goes bit by bit gives, for tests: in one go. */
export function toEnd<T>(computation: Generator<unknown, T>): T {
  let step = computation.next();
  while (!step.done) step = computation.next();
  return step.value;
}
