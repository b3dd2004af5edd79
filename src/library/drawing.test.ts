import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Pixels } from '../domain/face/pixels';
import { drawInTurn, undraw } from './drawing';

const drawn = vi.hoisted((): unknown[] => []);
/** Each picture takes as long as a slice. */
vi.mock('../ui/drawPixels', () => ({
  drawPixels: (canvas: unknown) => {
    drawn.push(canvas);
    now += 8;
  },
}));
let now = 0;
const canvas = (name: string) => name as unknown as HTMLCanvasElement;
const pixels: Pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) };

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('pictures that come at the same moment', () => {
  it('are drawn in turn, a slice at a time, and not at all where they are not wanted any more', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    for (const name of ['a', 'b', 'c', 'd']) drawInTurn(canvas(name), pixels);
    await Promise.resolve();
    expect(drawn).toEqual(['a']);
    undraw(canvas('c'));
    vi.advanceTimersToNextTimer();
    expect(drawn).toEqual(['a', 'b']);
    vi.runAllTimers();
    expect(drawn).toEqual(['a', 'b', 'd']);
    drawInTurn(canvas('e'), pixels);
    await Promise.resolve();
    expect(drawn).toEqual(['a', 'b', 'd', 'e']);
  });
});
