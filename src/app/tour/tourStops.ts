import { formatFacsCode } from '../../domain/facs/code';
import type { PackManifest } from '../../domain/packs/manifest';
import { setUnit } from '../../features/compose/auEdits';
import { editAu } from '../../features/compose/store';
import { scrubTo, useStage, type Run } from '../../features/stage/store';
import type { TourStep } from '../../features/tour/TourCard';
import { formatConfidence } from '../../ui/format';
import { forkHere, forkHindrance } from '../making/fork';
import { generate } from '../making/generate';
import { recall } from '../recipes/recall';
import { goTo, type View } from '../shell/view';
import { showPanel, type PanelTab } from '../studio/panelTab';

/** A step of the tour, and where in the studio it takes place. */
export interface TourStop {
  readonly view: View;
  /** The panel it is on where the panels are tabs. */
  readonly tab?: PanelTab;
  readonly anchors: readonly string[];
  readonly title: string;
  /** @param run what the stage shows: its real numbers are what the tour talks about */
  readonly text: (run: Run | null) => string;
  readonly action?: (situation: Situation) => TourStep['action'];
  /** Once, on arriving. */
  readonly arrive?: () => void;
}

export interface Situation {
  readonly run: Run | null;
  readonly manifest: PackManifest | null;
  /** Why no face can be made now; empty where one can. */
  readonly reasons: readonly string[];
}

const SHOWN_UNIT = 'AU12';

export const TOUR_STOPS: readonly TourStop[] = [
  {
    view: 'studio',
    tab: 'units',
    anchors: [`.au-row:has([aria-label^="${SHOWN_UNIT} "])`, '.action-units'],
    title: 'Ask for action units',
    text: (run) => `Every slider is an action unit of FACS, from 0 to 5. ${SHOWN_UNIT} pulls the corners of the lips. ${asked(run)}`,
    action: ({ run, manifest }) => (run?.face && manifest ? { label: 'Use its settings', hindrance: null, run: () => recall('everything') } : null),
  },
  {
    view: 'studio',
    tab: 'units',
    anchors: ['.schematic'],
    title: 'See it in lines at once',
    text: () => 'This drawing follows every slider before any diffusion begins. Muscles shows which of them work.',
    action: () => ({ label: `Raise ${SHOWN_UNIT} to 5`, hindrance: null, run: raise }),
  },
  {
    view: 'studio',
    tab: 'reading',
    anchors: ['.filmstrip', '.run-controls .primary'],
    title: 'Watch every step',
    text: (run) => `Generate makes a face in this tab, and every denoising step shows as it is made. ${stepsOf(run)}The slider goes back through them.`,
    action: ({ run, reasons }) => ({
      label: 'Generate a face',
      hindrance: run?.status === 'running' ? 'A face is being made.' : (reasons[0] ?? null),
      run: () => void generate({ keepSeed: true }),
    }),
  },
  {
    view: 'studio',
    tab: 'reading',
    anchors: ['.verdict', '.reading', '.tab-panel'],
    title: 'Read the pseudo-label',
    text: (run) => `Every face is labelled by voters of its own. ${verdict(run)}Confidence is calibrated on renders: of those read at 90 %, about nine in ten are right.`,
  },
  {
    view: 'studio',
    tab: 'reading',
    anchors: ['.scrubber', '.run-controls'],
    title: 'Fork and compare',
    text: () => 'Fork here keeps the steps up to the one looked at and goes on with other settings. Compare then sets the faces side by side.',
    arrive: () => scrubTo(Math.floor((useStage.getState().run?.steps.length ?? 0) / 2)),
    action: ({ reasons }) => ({
      label: `Raise ${SHOWN_UNIT} and fork`,
      hindrance: reasons[0] ?? forkHindrance(),
      run: () => {
        raise();
        void forkHere();
      },
    }),
  },
  {
    view: 'gallery',
    anchors: ['.views'],
    title: 'Keep and review',
    text: () => 'Every face you make is kept in this browser. The gallery filters and sorts thousands; the review judges them with one key each, those in dispute first.',
  },
  {
    view: 'gallery',
    anchors: ['#export-faces', '.view-bar'],
    title: 'Export a labelled set',
    text: () => 'As soon as there are faces, Export is here: seven layouts that FER code loads unchanged, with dataset card, recipes and checksums. Nothing else leaves this tab.',
  },
];

/** Puts the studio where a stop is. */
export function arriveAt({ view, tab, arrive }: TourStop): void {
  goTo(view);
  if (tab) showPanel(tab);
  arrive?.();
}

function raise(): void {
  editAu(SHOWN_UNIT, (au) => setUnit(au, SHOWN_UNIT, 1));
}

function asked(run: Run | null): string {
  if (!run) return 'Left and right can differ.';
  const code = formatFacsCode(run.recipe.au);
  return code === '' ? 'Of the face on the stage, none was asked for.' : `The face on the stage was asked for ${code}.`;
}

function stepsOf(run: Run | null): string {
  return run && run.steps.length > 0 ? `This one took ${run.totalSteps}. ` : '';
}

function verdict(run: Run | null): string {
  if (!run?.face) return '';
  const { expression } = run.face.recipe;
  const { recognised, confidence } = run.face.label;
  if (recognised === null) return 'This one has no label: nobody who counts looked at it. ';
  return `In this one ${recognised} is recognised, ${formatConfidence(confidence)}${expression === null ? '' : `, where ${expression} was asked for`}. `;
}
