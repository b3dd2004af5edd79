import { describe, expect, it } from 'vitest';
import { rebind, withBindings, withoutSingleKeys, type Bindings, type Rebinding } from './bindings';
import type { Command } from './command';

const command = (id: string, keys: string | null, view?: Command['view']): Command => ({
  id,
  label: `Do ${id}`,
  group: 'Face',
  keys,
  hindrance: () => null,
  run: () => undefined,
  ...(view === undefined ? {} : { view }),
});

const TABLE = [command('make', 'Mod+Enter'), command('save', 'Mod+S'), command('theme', null), command('gallery', 'G G'), command('accept', 'A', 'review')];
const keysIn = (bindings: Bindings) => Object.fromEntries(withBindings(TABLE, bindings).map(({ id, keys }) => [id, keys]));

function bindingsOf(rebinding: Rebinding): Bindings {
  if (rebinding.kind === 'refused') throw new Error(rebinding.why);
  return rebinding.bindings;
}

describe('rebind', () => {
  it('gives a command free keys, and takes keys away', () => {
    expect(rebind(TABLE, {}, 'make', 'Mod+J')).toEqual({ kind: 'free', bindings: { make: 'Mod+J' } });
    expect(rebind(TABLE, {}, 'make', null)).toEqual({ kind: 'free', bindings: { make: null } });
  });

  it('keeps only what differs from the keys as delivered', () => {
    expect(rebind(TABLE, { make: 'Mod+J' }, 'make', 'Mod+Enter')).toEqual({ kind: 'free', bindings: {} });
  });

  it('offers to swap with the command that has the keys', () => {
    const swap = rebind(TABLE, {}, 'make', 'Mod+S');
    expect(swap).toMatchObject({ kind: 'swap', other: { id: 'save' }, former: 'Mod+Enter' });
    expect(keysIn(bindingsOf(swap))).toMatchObject({ make: 'Mod+S', save: 'Mod+Enter' });
  });

  it('leaves the other command without keys where this one had none', () => {
    const swap = rebind(TABLE, {}, 'theme', 'Mod+S');
    expect(keysIn(bindingsOf(swap))).toMatchObject({ theme: 'Mod+S', save: null });
  });

  it('finds out on the way back that the keys as delivered are taken', () => {
    const moved = bindingsOf(rebind(TABLE, bindingsOf(rebind(TABLE, {}, 'make', 'Mod+J')), 'save', 'Mod+Enter'));
    expect(rebind(TABLE, moved, 'make', 'Mod+Enter')).toMatchObject({ kind: 'swap', other: { id: 'save' }, former: 'Mod+J' });
  });

  it('refuses a key that begins the sequence of another command, and names it', () => {
    expect(rebind(TABLE, {}, 'make', 'G')).toMatchObject({ kind: 'refused', why: expect.stringContaining('“Do gallery” (G then G)') as string });
    expect(rebind(TABLE, {}, 'make', 'A S')).toMatchObject({ kind: 'refused', why: expect.stringContaining('“Do accept” (A)') as string });
  });

  it('refuses keys that work the page, edit text or belong to the browser', () => {
    for (const keys of ['Tab', 'Shift+Tab', 'Escape', 'Enter', 'ArrowDown', 'Mod+C', 'Mod+W']) {
      expect(rebind(TABLE, {}, 'make', keys).kind, keys).toBe('refused');
    }
  });

  it('lets commands of different views share keys', () => {
    const table = [...TABLE, command('star', null, 'gallery')];
    expect(rebind(table, {}, 'star', 'A').kind).toBe('free');
    expect(rebind(table, {}, 'theme', 'A').kind).toBe('swap');
  });
});

describe('withoutSingleKeys', () => {
  it('leaves the combinations', () => {
    expect(withoutSingleKeys(TABLE).map(({ keys }) => keys)).toEqual(['Mod+Enter', 'Mod+S', null, null, null]);
  });
});
