import { useQuery } from '@tanstack/react-query';
import { useShallow } from 'zustand/react/shallow';
import { packUrl } from '../../engine/packSource';
import { usePack, usePackManifest } from '../../engine/usePack';
import { useLayoutPictures } from '../../features/compose/layoutPictures';
import { useCompose } from '../../features/compose/store';
import { EXAMPLE_LAYOUT, exampleQuery } from '../../features/stage/example';
import { useStrips } from '../../features/strips/store';
import { useTimeline } from '../../features/timeline/store';
import { isKept, useLibrary } from '../../library/store';
import { whyNotReady } from './readiness';

/** Why no face can be made now; empty where one can. */
export function useReadiness(): readonly string[] {
  const pack = usePack().status;
  const manifest = usePackManifest();
  const pictures = useLayoutPictures((state) => state.pictures);
  const source = useCompose(({ draft }) => draft?.layout?.source);
  const layoutKept = useLibrary((state) => (source?.kind === 'gallery' ? isKept(state, source.id) : null));
  const example = useQuery(exampleQuery(packUrl)).data;
  const makingStrip = useStrips((state) => state.run?.status === 'running');
  const drawingSequence = useTimeline((state) => state.run?.status === 'running');
  // The whole studio hangs on the reasons: they are compared, so that it is drawn anew when they change and not with every setting.
  return useCompose(
    useShallow(({ draft }) =>
      whyNotReady({
        pack,
        manifest,
        draft,
        pictures: new Set(pictures.keys()),
        layoutKept,
        shipped: new Set(example ? [EXAMPLE_LAYOUT] : []),
        makingStrip,
        drawingSequence,
      }),
    ),
  );
}
