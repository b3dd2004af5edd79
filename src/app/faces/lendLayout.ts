import { peopleOf } from '../../domain/recipe/people';
import { DEFAULT_LAYOUT_STRENGTH } from '../../features/compose/layoutPictures';
import { editDraft, useCompose } from '../../features/compose/store';
import { loadFaceRecord } from '../../storage/faces';
import { reporting } from '../shell/reporting';

/** Makes a kept face the layout. Who is in it is written down, since the face may be gone when a set is made. */
export async function lendLayout(id: string): Promise<void> {
  await reporting(async () => {
    const face = await loadFaceRecord(id);
    if (!face) return;
    const strength = useCompose.getState().draft?.layout?.strength ?? DEFAULT_LAYOUT_STRENGTH;
    editDraft('layout', { layout: { source: { kind: 'gallery', id }, strength, people: [...peopleOf(face.recipe)] } });
  });
}
