import { useMemo } from 'react';
import { heatMap, pictureDifference } from '../../domain/pictures/difference';
import type { Face } from '../../domain/face/face';
import { PixelsPicture } from '../../ui/PixelsPicture';

/** Where two faces differ, and by how much. */
export function DifferenceView({ first, second }: { readonly first: Face; readonly second: Face }) {
  const seen = useMemo(() => {
    const difference = pictureDifference(first.pixels, second.pixels);
    return difference && { ...difference, picture: heatMap(difference) };
  }, [first, second]);
  if (!seen) return <p className="note">These pictures differ in size, so they cannot be compared pixel by pixel.</p>;
  const words = seen.largest === 0 ? 'The pictures are the same, pixel by pixel.' : `The pictures differ by ${seen.mean.toFixed(1)}/255 on average, and by ${seen.largest.toFixed(0)}/255 where they differ most.`;
  return (
    <div className="compare-difference">
      <PixelsPicture pixels={seen.picture} alt={`Heat map of the difference. ${words}`} />
      <div>
        <p>{words}</p>
        <p className="note">Mean of the absolute difference of red, green and blue at each pixel: black where there is none, pale yellow where it is largest.</p>
      </div>
    </div>
  );
}
