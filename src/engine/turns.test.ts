import { describe, expect, it } from 'vitest';
import { Turns } from './turns';

/** A job that ends when told to, and counts how often it was begun. */
function job() {
  const state = { begun: 0, broken: 0, finish: () => undefined as void };
  const task = (signal: AbortSignal) => {
    state.begun++;
    return new Promise<string>((resolve, reject) => {
      state.finish = () => resolve('made');
      signal.addEventListener('abort', () => {
        state.broken++;
        reject(new Error('cancelled'));
      });
    });
  };
  return { state, task };
}

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('Turns', () => {
  it('lets a background job run to its end while nobody waits', async () => {
    const { state, task } = job();
    const made = new Turns(0).whenIdle(never, task);
    await settled();
    state.finish();
    await expect(made).resolves.toBe('made');
    expect(state).toMatchObject({ begun: 1, broken: 0 });
  });

  it('breaks the background job off for a person, and begins it anew afterwards', async () => {
    const turns = new Turns(0);
    const { state, task } = job();
    const made = turns.whenIdle(never, task);
    await settled();
    let answer = (_face: string) => undefined as void;
    const face = turns.foreground(() => new Promise<string>((resolve) => (answer = resolve)));
    await settled();
    expect(state).toMatchObject({ begun: 1, broken: 1 });
    answer('face');
    await expect(face).resolves.toBe('face');
    await settled();
    expect(state.begun).toBe(2);
    state.finish();
    await expect(made).resolves.toBe('made');
  });

  it('stays out of the short pauses between what a person asks for', async () => {
    const turns = new Turns(60);
    const { state, task } = job();
    await turns.foreground(() => Promise.resolve());
    const made = turns.whenIdle(never, task);
    await settled();
    await turns.foreground(() => Promise.resolve());
    expect(state.begun).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(state).toMatchObject({ begun: 1, broken: 0 });
    state.finish();
    await made;
  });

  it('goes on after a person\'s run has failed', async () => {
    const turns = new Turns(0);
    const { state, task } = job();
    await expect(turns.foreground(() => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
    const made = turns.whenIdle(never, task);
    await settled();
    state.finish();
    await expect(made).resolves.toBe('made');
  });

  it('ends a background job that is called off, running or waiting', async () => {
    const turns = new Turns(0);
    const { state, task } = job();
    const off = new AbortController();
    const running = turns.whenIdle(off.signal, task);
    await settled();
    off.abort();
    await expect(running).rejects.toThrow('cancelled');
    expect(state.begun).toBe(1);

    void turns.foreground(() => new Promise(() => undefined));
    const later = new AbortController();
    const waiting = turns.whenIdle(later.signal, task);
    await settled();
    later.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(state.begun).toBe(1);
  });

  it('hands on what a background job fails with', async () => {
    await expect(new Turns(0).whenIdle(never, () => Promise.reject(new Error('numerical')))).rejects.toThrow('numerical');
  });
});
