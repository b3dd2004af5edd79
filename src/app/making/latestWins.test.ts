import { describe, expect, it } from 'vitest';
import { LatestWins } from './latestWins';

/** Notes which values were begun, finished and called off; each task ends when told to, or when it is called off. */
function previews() {
  const log: string[] = [];
  let finish: () => void = () => undefined;
  const latest = new LatestWins<string>(async (value, signal) => {
    log.push(`begin ${value}`);
    await new Promise<void>((resolve) => {
      finish = resolve;
      signal.addEventListener('abort', () => resolve());
    });
    log.push(`${signal.aborted ? 'off' : 'done'} ${value}`);
  });
  return { latest, log, finish: () => finish() };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('LatestWins', () => {
  it('begins at once', () => {
    const { latest, log } = previews();
    latest.put('a');
    expect(log).toEqual(['begin a']);
  });

  it('calls the task under way off for a newer value', async () => {
    const { latest, log, finish } = previews();
    latest.put('a');
    latest.put('b');
    await settled();
    finish();
    await settled();
    expect(log).toEqual(['begin a', 'off a', 'begin b', 'done b']);
  });

  it('drops what lies between', async () => {
    const { latest, log } = previews();
    for (const value of ['a', 'b', 'c', 'd']) latest.put(value);
    await settled();
    expect(log).toEqual(['begin a', 'off a', 'begin d']);
  });

  it('never calls off two in a row', async () => {
    const { latest, log, finish } = previews();
    latest.put('a');
    latest.put('b');
    await settled();
    latest.put('c');
    latest.put('d');
    await settled();
    expect(log.at(-1)).toBe('begin b');
    finish();
    await settled();
    expect(log.slice(-2)).toEqual(['done b', 'begin d']);
    latest.put('e');
    await settled();
    expect(log.slice(-2)).toEqual(['off d', 'begin e']);
  });

  it('calls everything off when it is cleared, and goes on later', async () => {
    const { latest, log } = previews();
    latest.put('a');
    latest.put('b');
    latest.clear();
    await settled();
    expect(log).toEqual(['begin a', 'off a']);
    latest.put('c');
    expect(log.at(-1)).toBe('begin c');
  });
});
