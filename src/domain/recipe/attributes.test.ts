import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packManifestSchema } from '../packs/manifest';
import { ATTRIBUTE_GROUPS, attributeGroups, hasPhrase, namedPhrases, togglePhrase } from './attributes';

const shipped = packManifestSchema.parse(
  JSON.parse(readFileSync(new URL('../../../public/packs/synfer-faces-256/pack.json', import.meta.url), 'utf8')),
);
const groups = attributeGroups(shipped.words);
const group = (name: string) => {
  const found = groups.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no group ${name}`);
  return found;
};

describe('attributes of a pack', () => {
  it('are those of which the pack knows every word', () => {
    const few = attributeGroups({ brown: 'hair', hair: 'hair', a: 'filler', beard: 'facial hair' });
    expect(few.map(({ name, phrases }) => [name, phrases])).toEqual([
      ['Hair colour', ['brown hair']],
      ['Facial hair', ['a beard']],
    ]);
  });

  it('are all there in the shipped pack', () => {
    expect(groups.map(({ name }) => name)).toEqual(['Person', 'Hair', 'Hair colour', 'Skin', 'Eyes', 'Facial hair', 'Other', 'Light', 'Background']);
  });
});

describe('toggling an attribute', () => {
  it('adds it at the end, the person in front', () => {
    expect(togglePhrase('', 'brown hair', group('Hair colour'))).toBe('brown hair');
    expect(togglePhrase('brown hair', 'a young woman', group('Person'))).toBe('a young woman, brown hair');
  });

  it('takes it out again, leaving the rest', () => {
    expect(togglePhrase('a young woman, Brown hair, glasses', 'brown hair', group('Hair colour'))).toBe('a young woman, glasses');
    expect(togglePhrase('glasses, freckles', 'glasses', group('Other'))).toBe('freckles');
  });

  it('replaces what it cannot stand beside', () => {
    expect(togglePhrase('a young woman, brown hair', 'red hair', group('Hair colour'))).toBe('a young woman, red hair');
    expect(togglePhrase('glasses', 'freckles', group('Other'))).toBe('glasses, freckles');
  });

  it('knows it only as a part of its own', () => {
    expect(hasPhrase('a woman with brown hair', 'brown hair')).toBe(false);
    expect(hasPhrase('a woman, BROWN HAIR', 'brown hair')).toBe(true);
  });
});

describe('the phrases a prompt names', () => {
  it('are found wherever they stand, whole words of one part', () => {
    expect(namedPhrases('An old man with a full beard and short  hair, brown, eyes closed, glasses-case')).toEqual(['an old man', 'a full beard', 'short hair']);
    expect(namedPhrases('a Middle-Aged Woman, glasses and glasses')).toEqual(['a middle-aged woman', 'glasses']);
    expect(namedPhrases('')).toEqual([]);
  });

  it('can be each of those there are', () => {
    for (const phrase of ATTRIBUTE_GROUPS.flatMap(({ phrases }) => phrases)) expect(namedPhrases(`in front: ${phrase}`)).toContain(phrase);
  });
});
