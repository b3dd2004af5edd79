import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { RATERS, UNTOUCHED, accepted, acceptedByRule, archived, judged, withName, withoutName } from './curation';
import type { Curation } from './curation';
import { inverse, patchBetween, patched } from './patch';

/** Something that a person can do to a face in the studio. */
const deed: fc.Arbitrary<(curation: Curation) => Curation> = fc.oneof(
  fc.boolean().map((star) => (curation: Curation) => ({ ...curation, star })),
  fc.boolean().map((away) => (curation: Curation) => archived(curation, away)),
  fc.record({ rater: fc.constantFrom(...RATERS), label: fc.constantFrom(...EXPRESSION_CLASSES) }).map(({ rater, label }) => (curation: Curation) => judged(curation, rater, { state: 'accepted', label })),
  fc.constantFrom(...RATERS).map((rater) => (curation: Curation) => judged(curation, rater, { state: 'rejected', label: null })),
  fc.constantFrom(...RATERS).map((rater) => (curation: Curation) => judged(curation, rater, null)),
  fc.constantFrom(...RATERS).map((rater) => (curation: Curation) => accepted(curation, rater)),
  fc.constant(acceptedByRule),
  fc.record({ list: fc.constantFrom('tags' as const, 'boards' as const), name: fc.constantFrom('a', 'b', 'c'), add: fc.boolean() }).map(({ list, name, add }) => (curation: Curation) => ({
    ...curation,
    [list]: (add ? withName : withoutName)(curation[list], name),
  })),
);

const history = fc.array(deed, { maxLength: 12 });
const after = (deeds: readonly ((curation: Curation) => Curation)[], curation = UNTOUCHED) => deeds.reduce((said, act) => act(said), curation);

describe('a patch of what is said about a face', () => {
  it('leads from before to after, and back', () => {
    fc.assert(
      fc.property(history, deed, (deeds, act) => {
        const before = after(deeds);
        const patch = patchBetween(before, act(before));
        expect(patched(before, patch)).toEqual(act(before));
        expect(patched(act(before), inverse(patch))).toEqual(before);
      }),
    );
  });

  it('taken back leaves what others have said since, by whichever rater and in whichever tab', () => {
    fc.assert(
      fc.property(history, deed, history, (deeds, act, since) => {
        const before = after(deeds);
        const patch = patchBetween(before, act(before));
        const later = after(since, act(before));
        const undone = patched(later, inverse(patch));
        // Nothing but what the edit itself had said may be another now.
        const changed = patchBetween(later, undone).map(({ before: _before, after: _after, ...what }) => JSON.stringify(what));
        const own = [...patch.map(({ before: _before, after: _after, ...what }) => JSON.stringify(what)), JSON.stringify({ about: 'rule' })];
        expect(own).toEqual(expect.arrayContaining(changed));
      }),
    );
  });

  it("keeps a second rater's verdict and a star given since, where the first rater's verdict is taken back", () => {
    const first = judged(UNTOUCHED, 'first', { state: 'accepted', label: 'fear' });
    const patch = patchBetween(UNTOUCHED, first);
    const since = judged({ ...first, star: true, tags: ['odd'] }, 'second', { state: 'rejected', label: null });
    expect(patched(since, inverse(patch))).toEqual({ ...UNTOUCHED, star: true, tags: ['odd'], judgements: { second: { state: 'rejected', label: null } } });
  });

  it('changes nothing that somebody has changed since', () => {
    const starred = { ...UNTOUCHED, star: true };
    const patch = patchBetween(UNTOUCHED, starred);
    expect(patched(UNTOUCHED, inverse(patch))).toBe(UNTOUCHED);
  });
});
