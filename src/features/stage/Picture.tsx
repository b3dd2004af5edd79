import { useKeysOf, useTitle } from '../../ui/Shortcut';
import { ariaKeys } from '../../ui/keys';
import { pixelsUrl } from '../../ui/pixelsUrl';
import { pictureScale } from '../../ui/pictureScale';
import { useElementSize } from '../../ui/useElementSize';
import { shownPicture } from './shownPicture';
import type { Preview, Run } from './store';

interface PictureProps {
  readonly run: Run;
  readonly preview: Preview | null;
  readonly scrub: number | null;
  readonly size: { readonly width: number; readonly height: number };
  /** Puts who is shown on the panel, whatever the face is to do. */
  readonly onKeepPerson: () => void;
}

/** The step looked at, as large as `pictureScale` allows, the finished face, or the preview of another. */
export function Picture({ run, preview, scrub, size, onKeepPerson }: PictureProps) {
  const [space, ref] = useElementSize<HTMLDivElement>();
  const shown = shownPicture(run, preview, scrub);
  const { width, height } = shown.pixels ?? size;
  const scale = pictureScale(width, height, space.width, space.height);
  return (
    <figure className={preview ? 'picture preview' : 'picture'}>
      <div className="picture-space" ref={ref} aria-busy={run.status === 'running'}>
        {shown.pixels ? (
          <img src={pixelsUrl(shown.pixels)} alt={shown.alt} width={width * scale} height={height * scale} />
        ) : (
          <div className="picture-blank" style={{ width: width * scale, height: height * scale }} />
        )}
      </div>
      <figcaption>
        <span>{shown.caption}</span>
        {run.face && <KeepPerson onKeep={onKeepPerson} />}
        {/* A preview is as large as its face, and the line that says what it is needs the room. */}
        {!preview && (
          <span className="muted">
            {width} × {height} px, shown at {scale}×
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function KeepPerson({ onKeep }: { readonly onKeep: () => void }) {
  const title = useTitle('Take prompt, layout and seed of this face and lock the seed; expression and action units stay', 'use-person');
  const keys = useKeysOf('use-person');
  return (
    <button type="button" className="button" title={title} aria-keyshortcuts={ariaKeys(keys)} onClick={onKeep}>
      Keep this person
    </button>
  );
}
