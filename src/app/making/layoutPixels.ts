import type { Recipe } from '../../domain/recipe/recipe';
import { packUrl } from '../../engine/packSource';
import { useLayoutPictures } from '../../features/compose/layoutPictures';
import { EXAMPLE_LAYOUT, exampleQuery } from '../../features/stage/example';
import { loadFace } from '../../storage/faces';
import type { Pixels } from '../../domain/face/pixels';
import { queryClient } from '../shell/queryClient';

/** The picture that the recipe's layout names. */
export async function layoutPixels({ layout }: Recipe): Promise<Pixels | null> {
  switch (layout?.source.kind) {
    case 'gallery':
      return (await loadFace(layout.source.id))?.face.pixels ?? null;
    case 'picture':
      return useLayoutPictures.getState().pictures.get(layout.source.sha256)?.pixels ?? null;
    case 'shipped':
      return layout.source.name === EXAMPLE_LAYOUT ? ((await queryClient.fetchQuery(exampleQuery(packUrl)))?.face.pixels ?? null) : null;
    case undefined:
      return null;
  }
}
