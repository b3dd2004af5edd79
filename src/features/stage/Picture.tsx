import type { ReactNode } from 'react';
import { PixelsPicture } from '../../ui/PixelsPicture';
import { pictureScale } from '../../ui/pictureScale';
import { useElementSize } from '../../ui/useElementSize';
import { ForkOrigin } from './ForkOrigin';
import { useShownPicture } from './shownPicture';
import type { Preview, Run } from './store';

interface PictureProps {
  readonly run: Run;
  readonly preview: Preview | null;
  readonly size: { readonly width: number; readonly height: number };
  readonly overlay: ReactNode;
  readonly onShowFace: (id: string) => void;
  /** At the end of the caption. */
  readonly children: ReactNode;
}

/** The step looked at, as large as `pictureScale` allows, the finished face, or the preview of another. */
export function Picture({ run, preview, size, overlay, onShowFace, children }: PictureProps) {
  const [space, ref] = useElementSize<HTMLDivElement>();
  const shown = useShownPicture();
  // A step's preview is smaller than the picture it becomes, and is shown in that one's place.
  const { width, height } = preview?.pixels ?? run.face?.pixels ?? size;
  const scale = pictureScale(width, height, space.width, space.height);
  const box = { width: width * scale, height: height * scale };
  return (
    <figure className={preview ? 'picture preview' : 'picture'}>
      <div className="picture-space" ref={ref} aria-busy={run.status === 'running'}>
        <div className="picture-frame" style={box}>
          {shown?.pixels ? <PixelsPicture pixels={shown.pixels} alt={shown.alt} {...box} /> : <div className="picture-blank" style={box} />}
          {overlay}
        </div>
      </div>
      <figcaption>
        <span className="picture-caption">{shown?.caption}</span>
        <ForkOrigin run={run} onShowFace={onShowFace} />
        {/* A preview is as large as its face, and the line that says what it is needs the room. */}
        {!preview && (
          <span className="picture-size">
            {width} × {height} px at {scale}×
          </span>
        )}
        {children}
      </figcaption>
    </figure>
  );
}
