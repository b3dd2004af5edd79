import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import type { Face } from '../../domain/face/face';
import type { PackManifest } from '../../domain/packs/manifest';
import { CommandsContext } from '../../ui/commands';

// The table reaches into the whole studio, which reads its address when it is loaded.
vi.stubGlobal('location', new URL('http://127.0.0.1/'));
const { commands } = await import('./commands');
const { HeaderActions } = await import('../shell/HeaderActions');
const { RecentFaces } = await import('../../features/gallery/RecentFaces');
const { SelectionBar } = await import('../../features/gallery/SelectionBar');
const { ExportButton } = await import('../../features/gallery/ExportButton');
const { RecipeButtons } = await import('../../features/compose/RecipeButtons');
const { SamplingFields } = await import('../../features/compose/SamplingFields');
const { RecipeReading } = await import('../../features/reading/RecipeReading');
const { VerdictControls } = await import('../../features/review/VerdictControls');
const { StripView } = await import('../../features/strips/StripView');

const draft = testRecipe();
const manifest = { graphs: {}, voters: [], actionUnits: [], defaults: draft, image: { width: 8, height: 8 } } as unknown as PackManifest;
const face = { id: '0'.repeat(16), recipe: draft, unknownWords: [], provenance: { pack: 'tiny', packSha256: '', backend: { kind: 'wasm', threads: 1 }, milliseconds: 1 } } as unknown as Face;

/** Every kind of place with buttons of commands, and what its buttons are called. */
const PLACES: readonly (readonly [place: string, content: ReactNode, buttons: readonly string[]])[] = [
  ['the header', <HeaderActions />, ['undo', 'redo', 'theme-next', 'commands', 'help']],
  ['the bar of one chosen face', <SelectionBar ids={['a']} />, ['open-chosen', 'star', 'accept-chosen', 'reject-chosen', 'archive', 'delete-chosen', 'choose-none']],
  ['the bar of two chosen faces', <SelectionBar ids={['a', 'b']} />, ['compare', 'star', 'accept-chosen', 'reject-chosen', 'archive', 'delete-chosen', 'choose-none']],
  ['the export of the gallery', <ExportButton shown={[]} chosen={[]} onExport={vi.fn()} />, ['export']],
  ['the recipe', <RecipeButtons />, ['copy-link', 'save-recipe']],
  ['the seed', <SamplingFields settings={draft} manifest={manifest} />, ['random-seed', 'next-seed', 'lock-seed']],
  ['the recent faces', <RecentFaces faces={[]} shown={face} onShow={vi.fn()} onDelete={vi.fn()} />, ['delete-face']],
  ["the face's report", <RecipeReading face={face} draftDiffers={false} />, ['copy-report', 'save-report']],
  ['the review', <VerdictControls recognised="fear" unlabelled={false} blind={false} />, ['accept', 'reject', 'skip', 'take-back', 'label-neutral', 'label-contempt']],
  ['the strips', <StripView manifest={manifest} draft={draft} stepMs={null} onOpen={vi.fn()} />, ['make-strip', 'close-strips']],
];

/** The place where the studio's commands cannot run, each for a reason of its own, or can all. */
function rendered(content: ReactNode, hindered: boolean): string {
  const table = commands([]).map((command) => [command.id, { ...command, hindrance: () => (hindered ? `Not now: ${command.id}.` : null) }] as const);
  return renderToStaticMarkup(<CommandsContext value={{ byId: new Map(table), subscribe: () => () => undefined }}>{content}</CommandsContext>);
}

const disabledButtons = (html: string) => html.match(/<button type="button"[^>]* disabled=""[^>]*>/g) ?? [];

describe.each(PLACES)('%s', (_, content, buttons) => {
  it('has its buttons disabled by what disables their keys, and each says why', () => {
    const html = rendered(content, true);
    for (const id of buttons) expect(html).toContain(`Not now: ${id}.`);
    expect(disabledButtons(html).length).toBeGreaterThanOrEqual(buttons.length);
  });

  it('has them enabled while their keys work', () => {
    expect(disabledButtons(rendered(content, false))).toEqual([]);
  });
});
