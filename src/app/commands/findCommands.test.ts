import { describe, expect, it } from 'vitest';
import type { Command } from './command';
import { findCommands } from './findCommands';

const command = (id: string, label: string, also?: string): Command => ({
  id,
  label,
  group: 'Face',
  keys: null,
  hindrance: () => null,
  run: () => undefined,
  ...(also === undefined ? {} : { also }),
});

const TABLE = [
  command('download', 'Download the face as PNG', 'save image'),
  command('seed', 'Draw a random seed'),
  command('lock', 'Lock or unlock the seed'),
  command('dark', 'Theme: dark', 'mode'),
];
const ids = (query: string, recent?: readonly string[]) => findCommands(TABLE, query, recent).map(({ id }) => id);

describe('findCommands', () => {
  it('lists all where nothing is asked, those used lately first', () => {
    expect(ids('')).toEqual(['download', 'seed', 'lock', 'dark']);
    expect(ids(' ', ['dark', 'gone', 'lock'])).toEqual(['dark', 'lock', 'download', 'seed']);
  });

  it('lists last what cannot run now, where nothing is asked', () => {
    const table = [{ ...command('stop', 'Stop'), hindrance: () => 'Nothing is being made.' }, command('seed', 'Draw a random seed')];
    expect(findCommands(table, '').map(({ id }) => id)).toEqual(['seed', 'stop']);
    expect(findCommands(table, 's').map(({ id }) => id)).toEqual(['stop', 'seed']);
  });

  it('finds by all words, whatever their order and case', () => {
    expect(ids('seed RANDOM')).toEqual(['seed']);
    expect(ids('seed purple')).toEqual([]);
  });

  it('finds by what else a command is called', () => {
    expect(ids('save image')).toEqual(['download']);
    expect(ids('dark mode')).toEqual(['dark']);
  });

  it('puts a label that begins with the query before words further in', () => {
    expect(ids('d')).toEqual(['download', 'seed', 'dark', 'lock']);
    expect(ids('lock')).toEqual(['lock']);
  });

  it('puts a view before the commands that name it', () => {
    const table = [command('undo', 'Undo a change: of the recipe, or in gallery and review of the faces'), { ...command('view-gallery', 'Go to gallery'), group: 'Views' as const }];
    expect(findCommands(table, 'gallery').map(({ id }) => id)).toEqual(['view-gallery', 'undo']);
    expect(findCommands(table, 'undo').map(({ id }) => id)).toEqual(['undo']);
  });
});
