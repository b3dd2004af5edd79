import { FACE_VIEW } from '../../domain/schematic/face';
import { PICTURE_VIEW } from '../../domain/schematic/places';
import { usePackManifest } from '../../engine/usePack';
import { editAu, useCompose } from '../../features/compose/store';
import { FacePull } from '../../features/pull/FacePull';

/** What takes hold of the face, over the stage's picture or over the drawing. */
export function Pull({ of }: { readonly of: 'picture' | 'drawing' }) {
  const manifest = usePackManifest();
  const au = useCompose((state) => state.draft?.au);
  if (!manifest || !au) return null;
  return (
    <FacePull
      au={au}
      view={of === 'picture' ? PICTURE_VIEW : FACE_VIEW}
      known={new Set(manifest.actionUnits.map(({ id }) => id))}
      onPull={(tag, next) => editAu(tag, () => next)}
    />
  );
}
