import { describe, expect, it, vi } from 'vitest';
import { clash } from './bindings';

// The table reaches into the whole studio, which reads its address when it is loaded.
vi.stubGlobal('location', new URL('http://127.0.0.1/'));
const { commands } = await import('./commands');

describe('the commands as delivered', () => {
  const table = commands([]);

  it('have ids of their own', () => {
    expect(new Set(table.map(({ id }) => id)).size).toBe(table.length);
  });

  it('have keys of their own in every view they share', () => {
    const clashes = table.flatMap((a, i) => table.slice(i + 1).filter((b) => clash(a, b)).map((b) => `${a.id} and ${b.id}: ${String(a.keys)}`));
    expect(clashes).toEqual([]);
  });
});
