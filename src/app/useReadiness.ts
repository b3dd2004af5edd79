import { useMemo } from 'react';
import { usePack, usePackManifest } from '../engine/usePack';
import { useLayoutPictures } from '../features/compose/layoutPictures';
import { useCompose } from '../features/compose/store';
import { useRecentFaces } from '../features/gallery/useRecentFaces';
import { useStrips } from '../features/strips/store';
import { whyNotReady } from './readiness';

/** Why no face can be made now; empty where one can. */
export function useReadiness(): readonly string[] {
  const pack = usePack().status;
  const manifest = usePackManifest();
  const draft = useCompose((state) => state.draft);
  const pictures = useLayoutPictures((state) => state.pictures);
  const faces = useRecentFaces();
  const makingStrip = useStrips((state) => state.run?.status === 'running');
  return useMemo(
    () =>
      whyNotReady({
        pack,
        manifest,
        draft,
        pictures: new Set(pictures.keys()),
        faces: new Set(faces.map((face) => face.id)),
        makingStrip,
      }),
    [pack, manifest, draft, pictures, faces, makingStrip],
  );
}
