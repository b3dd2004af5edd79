import { pictureScale } from '../../ui/pictureScale';
import { pixelsUrl } from '../../ui/pixelsUrl';
import { formatConfidence } from '../../ui/format';
import { shownPicture } from './shownPicture';
import { useStage } from './store';

/** Room for the picture, in CSS pixels. */
const SIDE = 128;

/** The stage's picture once more, small, for as long as the stage itself is out of sight. Those who cannot see it miss nothing. */
export function PinnedPicture() {
  const run = useStage((state) => state.run);
  const preview = useStage((state) => state.preview);
  const scrub = useStage((state) => state.scrub);
  if (!run) return null;
  const { pixels, caption } = shownPicture(run, preview, scrub);
  if (!pixels) return null;
  const longer = Math.max(pixels.width, pixels.height);
  const scale = longer > SIDE ? SIDE / longer : pictureScale(pixels.width, pixels.height, SIDE, SIDE);
  const { face } = run;
  return (
    <div className={preview ? 'pinned-picture preview' : 'pinned-picture'} aria-hidden="true">
      <img src={pixelsUrl(pixels)} alt="" width={pixels.width * scale} height={pixels.height * scale} />
      <div>
        <p>{caption}</p>
        {face && !preview && scrub === null && (
          <p>
            {face.label.recognised} <span className="readout">{formatConfidence(face.label.confidence)}</span>
          </p>
        )}
      </div>
    </div>
  );
}
