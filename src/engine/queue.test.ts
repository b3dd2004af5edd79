import { describe, expect, it } from 'vitest';
import { JobQueue, type JobPriority } from './queue';

/** A job that ends when told to, and counts how often it was begun and broken off. */
function job(name = 'made') {
  const state = { begun: 0, broken: 0, finish: () => undefined as void };
  const task = (signal: AbortSignal) => {
    state.begun++;
    return new Promise<string>((resolve, reject) => {
      state.finish = () => resolve(name);
      signal.addEventListener('abort', () => {
        state.broken++;
        reject(new Error('cancelled'));
      });
    });
  };
  return { state, task };
}

const unstopped = new AbortController().signal;
const settled = () => new Promise((resolve) => setTimeout(resolve));
const PRIORITIES: readonly JobPriority[] = ['person', 'batch'];

describe('JobQueue', () => {
  it('has everybody wait for their turn, in the order they came', async () => {
    const queue = new JobQueue(0);
    const log: string[] = [];
    const jobs = ['face', 'picture', 'another'].map((name) =>
      queue.run('person', unstopped, async () => {
        log.push(`begin ${name}`);
        await settled();
        log.push(`end ${name}`);
      }),
    );
    await Promise.all(jobs);
    expect(log).toEqual(['begin face', 'end face', 'begin picture', 'end picture', 'begin another', 'end another']);
  });

  it('lets a batch go on while nobody waits', async () => {
    const { state, task } = job();
    const made = new JobQueue(0).run('batch', unstopped, task);
    await settled();
    state.finish();
    await expect(made).resolves.toBe('made');
    expect(state).toMatchObject({ begun: 1, broken: 0 });
  });

  it('breaks a batch off for a person, and begins it anew afterwards', async () => {
    const queue = new JobQueue(0);
    const batch = job();
    const made = queue.run('batch', unstopped, batch.task);
    await settled();
    const person = job('face');
    const face = queue.run('person', unstopped, person.task);
    await settled();
    expect(batch.state).toMatchObject({ begun: 1, broken: 1 });
    person.state.finish();
    await expect(face).resolves.toBe('face');
    await settled();
    expect(batch.state.begun).toBe(2);
    batch.state.finish();
    await expect(made).resolves.toBe('made');
  });

  it('keeps a batch out of the short pauses between what a person asks for', async () => {
    const queue = new JobQueue(60);
    const { state, task } = job();
    await queue.run('person', unstopped, () => Promise.resolve());
    const made = queue.run('batch', unstopped, task);
    await settled();
    await queue.run('person', unstopped, () => Promise.resolve());
    expect(state.begun).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(state).toMatchObject({ begun: 1, broken: 0 });
    state.finish();
    await made;
  });

  it.each(PRIORITIES)('hands on what a job of a %s fails with, and goes on', async (priority) => {
    const queue = new JobQueue(0);
    const failed = queue.run(priority, unstopped, () => Promise.reject(new Error('boom')));
    const { state, task } = job();
    const next = queue.run('batch', unstopped, task);
    await expect(failed).rejects.toThrow('boom');
    await settled();
    state.finish();
    await expect(next).resolves.toBe('made');
  });

  it('ends a job that is called off, in its turn or before', async () => {
    const queue = new JobQueue(0);
    const inTurn = job();
    const off = new AbortController();
    const running = queue.run('batch', off.signal, inTurn.task);
    await settled();
    off.abort();
    await expect(running).rejects.toThrow('cancelled');
    expect(inTurn.state.begun).toBe(1);

    void queue.run('person', unstopped, () => new Promise(() => undefined));
    for (const priority of PRIORITIES) {
      const later = new AbortController();
      const before = job();
      const waiting = queue.run(priority, later.signal, before.task);
      await settled();
      later.abort();
      await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
      expect(before.state.begun).toBe(0);
    }
    await expect(queue.run('person', off.signal, inTurn.task)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a preview', () => {
  it('is made at once where nothing else is to be done', async () => {
    const { state, task } = job();
    const made = new JobQueue(0).preview(unstopped, task);
    await settled();
    state.finish();
    await expect(made).resolves.toBe('made');
  });

  it.each(PRIORITIES)('waits for the job of a %s', async (priority) => {
    const queue = new JobQueue(0);
    const first = job();
    const occupied = queue.run(priority, unstopped, first.task);
    await settled();
    const preview = job('preview');
    const previewed = queue.preview(unstopped, preview.task);
    await settled();
    expect(preview.state.begun).toBe(0);
    first.state.finish();
    await occupied;
    await settled();
    preview.state.finish();
    await expect(previewed).resolves.toBe('preview');
  });

  it.each(PRIORITIES)('gives way to the job of a %s, and is not begun anew', async (priority) => {
    const queue = new JobQueue(0);
    const preview = job();
    const previewed = queue.preview(unstopped, preview.task);
    await settled();
    const other = job();
    const made = queue.run(priority, unstopped, other.task);
    await expect(previewed).resolves.toBeNull();
    await settled();
    other.state.finish();
    await expect(made).resolves.toBe('made');
    expect(preview.state).toMatchObject({ begun: 1, broken: 1 });
  });

  it('stays out of the short pauses between the faces of a batch', async () => {
    const queue = new JobQueue(60);
    const { state, task } = job();
    await queue.run('batch', unstopped, () => Promise.resolve());
    const previewed = queue.preview(unstopped, task);
    await settled();
    await queue.run('batch', unstopped, () => Promise.resolve());
    expect(state.begun).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(state).toMatchObject({ begun: 1, broken: 0 });
    state.finish();
    await expect(previewed).resolves.toBe('made');
  });

  it('ends quietly when it is called off, and hands on what it fails with', async () => {
    const queue = new JobQueue(0);
    const off = new AbortController();
    const called = queue.preview(off.signal, job().task);
    await settled();
    off.abort();
    await expect(called).resolves.toBeNull();
    await expect(queue.preview(unstopped, () => Promise.reject(new Error('numerical')))).rejects.toThrow('numerical');
  });
});

describe('a newer preview', () => {
  /** Notes which previews were begun, made and broken off; each ends when told to, or when it is broken off. */
  function previews() {
    const queue = new JobQueue(0);
    const log: string[] = [];
    let finish: () => void = () => undefined;
    const put = (name: string) =>
      void queue.preview(unstopped, async (signal) => {
        log.push(`begin ${name}`);
        await new Promise<void>((resolve) => {
          finish = resolve;
          signal.addEventListener('abort', () => resolve());
        });
        log.push(`${signal.aborted ? 'off' : 'done'} ${name}`);
      });
    return { put, log, finish: () => finish() };
  }

  it('takes the place of the one under way, and what lies between is dropped', async () => {
    const { put, log, finish } = previews();
    put('a');
    await settled();
    for (const name of ['b', 'c', 'd']) put(name);
    await settled();
    finish();
    await settled();
    expect(log).toEqual(['begin a', 'off a', 'begin d', 'done d']);
  });

  it('never breaks off two in a row, so that a long drag shows something', async () => {
    const { put, log, finish } = previews();
    put('a');
    await settled();
    put('b');
    await settled();
    put('c');
    put('d');
    await settled();
    expect(log.at(-1)).toBe('begin b');
    finish();
    await settled();
    expect(log.slice(-2)).toEqual(['done b', 'begin d']);
    put('e');
    await settled();
    expect(log.slice(-2)).toEqual(['off d', 'begin e']);
  });
});
