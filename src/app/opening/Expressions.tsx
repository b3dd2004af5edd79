import type { ExpressionTrack } from '../../domain/expressions/reading';
import type { AuIntensities } from '../../domain/recipe/recipe';
import { timelineOf, type Section } from '../../domain/timeline/fromTrack';
import { FIRST_FRAME_RATE } from '../../domain/timeline/timeline';
import { usePackManifest } from '../../engine/usePack';
import { editDraft } from '../../features/compose/store';
import { ExpressionDialog } from '../../features/expressions/ExpressionDialog';
import type { OpenedReading } from '../../features/expressions/store';
import { FaceIcon } from '../../features/schematic/FaceIcon';
import { closeStrips } from '../../features/strips/store';
import { openTimeline } from '../../features/timeline/store';
import { alertError, announce } from '../../ui/notices';
import { goTo } from '../shell/view';

/** The dialogue of a file's expressions, and what its buttons do. */
export function Expressions({ opened }: { readonly opened: OpenedReading }) {
  const manifest = usePackManifest();
  if (!manifest) return null;
  const known = new Set(manifest.actionUnits.map(({ id }) => id));
  return (
    <ExpressionDialog
      opened={opened}
      known={known}
      drawing={(au) => <FaceIcon au={au} />}
      onFrame={(au, name) => takeFrame(au, `${name} of ${opened.file}`)}
      onCurve={(track, section) => takeCurve(track, section, known, opened.file)}
    />
  );
}

/** The frame's units in place of those on the panel; what the text says of an expression is none of the frame's, and goes. */
function takeFrame(au: AuIntensities, name: string): void {
  editDraft(`units of ${name}`, { au, expression: null }, -Infinity);
  goTo('studio');
  announce(`The units of ${name} are on the sliders.`);
}

function takeCurve(track: ExpressionTrack, section: Section, known: ReadonlySet<string>, file: string): void {
  const timeline = timelineOf(track.frames, section, known, FIRST_FRAME_RATE);
  if (!timeline) {
    alertError(`${file}: fewer than two frames of that part show a face. Choose a longer one.`);
    return;
  }
  goTo('studio');
  closeStrips();
  openTimeline(timeline);
  announce(`${file} is on the timeline as ${String(timeline.keys.length)} keys.`);
}
