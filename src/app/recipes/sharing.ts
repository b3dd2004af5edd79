import { useEffect } from 'react';
import type { PackManifest } from '../../domain/packs/manifest';
import { recipeId } from '../../domain/recipe/canonical';
import type { Recipe } from '../../domain/recipe/recipe';
import { decodeShareFragment, encodeShareFragment, isShareFragment } from '../../domain/recipe/shareLink';
import { replaceDraft, useCompose } from '../../features/compose/store';
import { copyText } from '../../ui/copyText';
import { alertError, announce, offerUndo } from '../../ui/notices';
import { saveFile } from '../../ui/saveFile';
import { reporting } from '../shell/reporting';
import { openRecipe } from './openRecipe';

/** How a recipe leaves the studio and comes back: as a link or as a file. Neither passes through a server. */

export async function copyLink(recipe: Recipe): Promise<void> {
  await reporting(async () => {
    const link = new URL(location.href);
    link.hash = await encodeShareFragment(recipe);
    if (!(await copyText(link.href))) {
      history.replaceState(null, '', link);
      alertError('The browser did not let the link be copied. It is in the address bar now: copy it there.');
      return;
    }
    announce(`Link copied: ${link.href.length} characters hold the whole recipe.${missingFromLink(recipe)}`);
  });
}

/** A picture is in no link, so whoever opens it has to bring it along. */
function missingFromLink({ layout }: Recipe): string {
  return layout === null ? '' : ' The layout picture is not in it.';
}

export async function saveRecipe(recipe: Recipe): Promise<void> {
  await reporting(async () => {
    const name = `synfer-recipe-${await recipeId(recipe)}.json`;
    saveFile(name, new Blob([`${JSON.stringify(recipe, null, 2)}\n`], { type: 'application/json' }));
    announce(`Recipe saved as ${name}.`);
  });
}

/** Opens the recipe that the page's address holds, now and whenever the address changes. Other fragments are views. */
export function useSharedLink(manifest: PackManifest | null): void {
  useEffect(() => {
    if (!manifest) return;
    const open = () => void openSharedLink(manifest);
    open();
    window.addEventListener('hashchange', open);
    return () => window.removeEventListener('hashchange', open);
  }, [manifest]);
}

async function openSharedLink(manifest: PackManifest): Promise<void> {
  const fragment = location.hash;
  if (!isShareFragment(fragment)) return;
  // Taken out of the address, or a reload would put the link's recipe over what was edited since.
  history.replaceState(history.state, '', location.pathname + location.search);
  await reporting(async () => {
    const recipe = await decodeShareFragment(fragment);
    if (!recipe) return;
    const before = useCompose.getState().draft;
    openRecipe(recipe, manifest);
    offerUndo('The recipe of the link is open. Nothing has been generated yet.', () => {
      if (before) replaceDraft('close link', before);
    });
  });
}
