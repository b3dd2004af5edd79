import type { PackManifest } from '../../domain/packs/manifest';
import { DEFAULT_LAYOUT_STRENGTH, addLayoutPicture } from '../../features/compose/layoutPictures';
import { editDraft, useCompose } from '../../features/compose/store';
import { readPicture } from '../../features/import/readPicture';
import { reporting } from '../shell/reporting';

export async function openLayoutFile(file: File, { image }: PackManifest): Promise<void> {
  await reporting(async () => {
    const { sha256, pixels, people } = await readPicture(file, image);
    addLayoutPicture(sha256, { name: file.name, pixels });
    const strength = useCompose.getState().draft?.layout?.strength ?? DEFAULT_LAYOUT_STRENGTH;
    editDraft('layout', { layout: { source: { kind: 'picture', sha256 }, strength, ...(people && { people: [...people] }) } });
  });
}
