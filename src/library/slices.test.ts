import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inSlices } from './slices';

let now = 0;

/** So many steps of a millisecond each. */
function* steps(count: number): Generator<void, string> {
  for (let step = 0; step < count; step++) {
    now += 1;
    yield;
  }
  return `${String(count)} done`;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Milliseconds' work that one call does. */
function taking(task: () => void): number {
  const before = now;
  task();
  return now - before;
}

describe('a long computation', () => {
  it('that is short is done at once', () => {
    const done = vi.fn();
    inSlices(steps(3), done);
    expect(done).toHaveBeenCalledWith('3 done');
  });

  it('goes on in slices of eight milliseconds after a first one of four, until it is done or called off', () => {
    const [done, never] = [vi.fn(), vi.fn()];
    expect(taking(() => inSlices(steps(15), done))).toBe(4);
    expect(taking(() => vi.advanceTimersToNextTimer())).toBe(8);
    expect(done).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(done).toHaveBeenCalledWith('15 done');
    const callOff = inSlices(steps(15), never);
    callOff();
    vi.runAllTimers();
    expect(never).not.toHaveBeenCalled();
  });

  it('shares the first slice with those that begin in the same task, and has it whole in the next', () => {
    const task = () => {
      for (let i = 0; i < 5; i++) inSlices(steps(100), () => undefined);
    };
    // Each takes a step at least.
    expect(taking(task)).toBe(4 + 4);
    vi.runAllTimers();
    expect(taking(() => inSlices(steps(100), () => undefined))).toBe(4);
  });
});
