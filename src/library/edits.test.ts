import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { UNTOUCHED, judged } from '../domain/curation/curation';
import type { Curation, Rater } from '../domain/curation/curation';
import { inverse, patchBetween, patched } from '../domain/curation/patch';
import type { CurationPatch } from '../domain/curation/patch';

/** The studio in another tab: modules of its own over the same store. */
async function openTab() {
  vi.resetModules();
  const [edits, changes, curation] = await Promise.all([import('./edits'), import('./changes'), import('../storage/curation')]);
  return { ...edits, ...changes, ...curation };
}

type Tab = Awaited<ReturnType<typeof openTab>>;

const said = async (tab: Tab, id = 'face') => {
  const [record] = await tab.loadCurations([id]);
  if (!record) return UNTOUCHED;
  const { faceId: _, ...curation } = record;
  return curation;
};

beforeEach(async () => {
  const { clearStudioDb } = await import('../storage/db');
  await clearStudioDb();
});

describe('an edit taken back', () => {
  it('leaves a star that was given since: archive, star, Undo', async () => {
    const tab = await openTab();
    const edit = await tab.toggleArchived(['face']);
    await tab.toggleStars(['face']);
    if (edit) await tab.undoEdit(edit);
    expect(await said(tab)).toEqual({ ...UNTOUCHED, star: true });
    // Ctrl+Z now takes the star back, and archives nothing.
    await tab.undoLast();
    expect(await said(tab)).toEqual(UNTOUCHED);
  });

  it("leaves another tab's second rater alone, whose verdict this tab has not read", async () => {
    const [one, other] = [await openTab(), await openTab()];
    await one.judge(['face'], 'first', { state: 'accepted', label: 'fear' });
    await other.judge(['face'], 'second', { state: 'accepted', label: 'anger' });
    await one.undoLast();
    expect((await said(one)).judgements).toEqual({ second: { state: 'accepted', label: 'anger' } });
  });

  it('says so where it has been changed since and there is nothing left to take back', async () => {
    const [one, other] = [await openTab(), await openTab()];
    await one.toggleStars(['face']);
    await other.changeCurations(['face'], (curation) => ({ ...curation, star: false }));
    expect(await one.undoLast()).toMatchObject({ took: false });
  });

  it('finds the edit that was asked for a moment before', async () => {
    const tab = await openTab();
    void tab.toggleStars(['face']);
    await tab.undoLast();
    expect(await said(tab)).toEqual(UNTOUCHED);
  });
});

interface Deed {
  readonly tab: 0 | 1;
  /** Null takes the tab's last edit back. */
  readonly change: ((curation: Curation) => Curation) | null;
}

const judgement = fc.record({ rater: fc.constantFrom<Rater>('first', 'second'), label: fc.constantFrom('fear' as const, 'anger' as const, null) });
const deed: fc.Arbitrary<Deed> = fc.record({
  tab: fc.constantFrom(0 as const, 1 as const),
  change: fc.oneof(
    fc.constant(null),
    fc.boolean().map((star) => (curation: Curation) => (curation.star === star ? curation : { ...curation, star })),
    judgement.map(({ rater, label }) => (curation: Curation) => judged(curation, rater, label ? { state: 'accepted', label } : null)),
    fc.constantFrom('a', 'b').map((tag) => (curation: Curation) => (curation.tags.includes(tag) ? curation : { ...curation, tags: [...curation.tags, tag].sort() })),
  ),
});

describe('two tabs and two raters', () => {
  it('lose nothing, in whatever order they act and take back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 15 }), async (deeds) => {
        const { clearStudioDb } = await import('../storage/db');
        await clearStudioDb();
        const tabs = [await openTab(), await openTab()] as const;
        let model = UNTOUCHED;
        const pasts: [CurationPatch[], CurationPatch[]] = [[], []];
        for (const { tab, change } of deeds) {
          if (change === null) {
            await tabs[tab].undoLast();
            model = patched(model, inverse(pasts[tab].pop() ?? []));
          } else {
            await tabs[tab].curate(['face'], 'something', change);
            const patch = patchBetween(model, change(model));
            if (patch.length > 0) pasts[tab].push(patch);
            model = change(model);
          }
        }
        expect(await said(tabs[0])).toEqual(model);
      }),
      { numRuns: 25 },
    );
  });
});
