import { FacePicture } from '../../library/FacePicture';
import type { FaceSummary } from '../../storage/summary';
import { pictureScale } from '../../ui/pictureScale';
import { useElementSize } from '../../ui/useElementSize';
import { recognisedText } from '../../ui/labelText';
import { useFace } from '../../library/useFace';

interface ReviewPictureProps {
  readonly summary: FaceSummary;
  readonly blind: boolean;
}

const FALLBACK = { width: 256, height: 256 };

/** The face to judge, as large as `pictureScale` allows. */
export function ReviewPicture({ summary, blind }: ReviewPictureProps) {
  const [space, ref] = useElementSize<HTMLDivElement>();
  const pixels = useFace(summary)?.pixels;
  const { width, height } = pixels ?? FALLBACK;
  const scale = pictureScale(width, height, space.width, space.height);
  return (
    <figure className="picture">
      <div className="picture-space" ref={ref}>
        <FacePicture faceId={summary.id} pixels={pixels} size={width * scale} label={blind ? 'Face to judge' : describe(summary)} />
      </div>
      <figcaption>
        <span>{`Face ${summary.id.slice(0, 6)}`}</span>
        {!blind && summary.quality.length > 0 && <span>{`Picture: ${summary.quality.join(', ')}`}</span>}
        <span className="muted">
          {width} × {height} px, shown at {scale}×
        </span>
      </figcaption>
    </figure>
  );
}

function describe(face: FaceSummary): string {
  return `Face to judge: ${face.requested ?? 'no expression'} requested, ${recognisedText(face)}`;
}
