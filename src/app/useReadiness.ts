import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { packUrl } from '../engine/packSource';
import { usePack, usePackManifest } from '../engine/usePack';
import { useLayoutPictures } from '../features/compose/layoutPictures';
import { useCompose } from '../features/compose/store';
import { useRecentFaces } from '../features/gallery/useRecentFaces';
import { EXAMPLE_LAYOUT, exampleQuery } from '../features/stage/example';
import { useStrips } from '../features/strips/store';
import { whyNotReady } from './readiness';

/** Why no face can be made now; empty where one can. */
export function useReadiness(): readonly string[] {
  const pack = usePack().status;
  const manifest = usePackManifest();
  const draft = useCompose((state) => state.draft);
  const pictures = useLayoutPictures((state) => state.pictures);
  const faces = useRecentFaces();
  const example = useQuery(exampleQuery(packUrl)).data;
  const makingStrip = useStrips((state) => state.run?.status === 'running');
  return useMemo(
    () =>
      whyNotReady({
        pack,
        manifest,
        draft,
        pictures: new Set(pictures.keys()),
        faces: new Set(faces.map((face) => face.id)),
        shipped: new Set(example ? [EXAMPLE_LAYOUT] : []),
        makingStrip,
      }),
    [pack, manifest, draft, pictures, faces, example, makingStrip],
  );
}
