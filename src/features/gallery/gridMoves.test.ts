import { describe, expect, it } from 'vitest';
import { gridMove } from './gridMoves';

/** Eleven faces in rows of four: the last row has three. */
const shape = { count: 11, columns: 4, pageRows: 2 };
const move = (key: string, from: number, ctrl = false) => gridMove(key, ctrl, from, shape);

describe('gridMove', () => {
  it('goes along rows into the next, and stays at the ends', () => {
    expect(move('ArrowRight', 3)).toBe(4);
    expect(move('ArrowLeft', 4)).toBe(3);
    expect(move('ArrowLeft', 0)).toBe(0);
    expect(move('ArrowRight', 10)).toBe(10);
  });

  it('goes up and down in the column, and into a short last row', () => {
    expect(move('ArrowDown', 1)).toBe(5);
    expect(move('ArrowDown', 7)).toBe(10);
    expect(move('ArrowDown', 9)).toBe(9);
    expect(move('ArrowUp', 5)).toBe(1);
    expect(move('ArrowUp', 2)).toBe(2);
  });

  it('takes Home and End along the row, with Ctrl through the whole grid', () => {
    expect(move('Home', 6)).toBe(4);
    expect(move('End', 5)).toBe(7);
    expect(move('End', 9)).toBe(10);
    expect(move('Home', 6, true)).toBe(0);
    expect(move('End', 5, true)).toBe(10);
  });

  it('pages, and no further than there are rows', () => {
    expect(move('PageDown', 1)).toBe(9);
    expect(move('PageDown', 6)).toBe(10);
    expect(move('PageUp', 9)).toBe(1);
    expect(move('PageUp', 6)).toBe(2);
  });

  it('leaves other keys alone', () => expect(move('a', 0)).toBeNull());
});
