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

  describe('in passing', () => {
    it('runs a job while nothing else is under way', async () => {
      const { state, task } = job();
      const turns = new Turns(0);
      const made = turns.inPassing(never, task);
      state.finish();
      await expect(made).resolves.toBe('made');
      const again = turns.inPassing(never, task);
      state.finish();
      await expect(again).resolves.toBe('made');
    });

    it('drops a job beside a person, a background job or another one', async () => {
      for (const occupy of [
        (turns: Turns, task: (signal: AbortSignal) => Promise<string>) => turns.foreground(() => task(never)),
        (turns: Turns, task: (signal: AbortSignal) => Promise<string>) => turns.whenIdle(never, task),
        (turns: Turns, task: (signal: AbortSignal) => Promise<string>) => turns.inPassing(never, task),
      ]) {
        const turns = new Turns(0);
        const first = job();
        const occupied = occupy(turns, first.task);
        await settled();
        const second = job();
        await expect(turns.inPassing(never, second.task)).resolves.toBeNull();
        expect(second.state.begun).toBe(0);
        first.state.finish();
        await expect(occupied).resolves.toBe('made');
      }
    });

    it('gives way to a person and to a background job, and does not begin anew', async () => {
      for (const take of [
        (turns: Turns, task: (signal: AbortSignal) => Promise<string>) => turns.foreground(() => task(never)),
        (turns: Turns, task: (signal: AbortSignal) => Promise<string>) => turns.whenIdle(never, task),
      ]) {
        const turns = new Turns(0);
        const preview = job();
        const previewed = turns.inPassing(never, preview.task);
        const other = job();
        const made = take(turns, other.task);
        await expect(previewed).resolves.toBeNull();
        await settled();
        other.state.finish();
        await expect(made).resolves.toBe('made');
        expect(preview.state).toMatchObject({ begun: 1, broken: 1 });
      }
    });

    it('ends quietly when it is called off, and hands on what it fails with', async () => {
      const { task } = job();
      const off = new AbortController();
      const turns = new Turns(0);
      const called = turns.inPassing(off.signal, task);
      off.abort();
      await expect(called).resolves.toBeNull();
      await expect(turns.inPassing(never, () => Promise.reject(new Error('numerical')))).rejects.toThrow('numerical');
    });
  });

  it('hands on what a background job fails with', async () => {
    await expect(new Turns(0).whenIdle(never, () => Promise.reject(new Error('numerical')))).rejects.toThrow('numerical');
  });
});
