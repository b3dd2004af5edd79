import { openCompare } from '../../features/compare/store';
import { useCompose } from '../../features/compose/store';
import { askForExport, useGallery } from '../../features/gallery/store';
import { toggleReplay, whyNoReplay } from '../../features/stage/replay';
import { faceInSight, stopRun, unfinishedInSight, useStage, whyNoFaceShown } from '../../features/stage/store';
import { closeStrips, isRunning as makingStrip, openStrips, stopStrip, useStrips } from '../../features/strips/store';
import { closeTimeline, isDrawing as drawingSequence, stopSequence, togglePlay, useTimeline } from '../../features/timeline/store';
import { areComparable } from '../../library/comparable';
import { facesAtHand, useLibrary } from '../../library/store';
import { facesToCompare } from '../faces/compare';
import { downloadPicture } from '../faces/download';
import { copyFaceReport, saveFaceReport } from '../faces/faceReports';
import { deleteKeptFaces } from '../faces/keptFaces';
import { forkHere, forkHindrance } from '../making/fork';
import { generate } from '../making/generate';
import { downloadStrip, makeStrip, whyNoStrip } from '../making/strips';
import { addKey, openSequence } from '../sequence/keys';
import { toggleLivePreview } from '../shell/preferences';
import { currentView, goTo } from '../shell/view';
import type { Command } from './command';
import { always, unless } from './hindrances';

const running = () => useStage.getState().run?.status === 'running';
const faceOnStage = () => {
  const { run } = useStage.getState();
  return run?.example ? null : (run?.face ?? null);
};
const NO_FACE = 'There is no finished face of yours on the stage.';

/** @param reasons why no face can be made now; empty where one can */
export function faceCommands(reasons: readonly string[]): Command[] {
  const group = 'Face';
  return [
    {
      id: 'generate',
      group,
      label: 'Generate a face',
      also: 'run make',
      keys: 'Mod+Enter',
      hindrance: () => (running() ? 'A face is being made already.' : reasons.length > 0 ? reasons.join(' ') : null),
      run: () => void generate(),
    },
    {
      id: 'stop',
      group,
      label: 'Stop the run, the strip or the sequence, keeping the faces it has made',
      also: 'cancel interrupt',
      keys: 'Mod+Alt+Enter',
      hindrance: () => {
        if (drawingSequence()) return null;
        const made = makingStrip() ? useStrips.getState().run : running() ? useStage.getState().run : null;
        return made === null ? 'Nothing is being made.' : made.stopping ? 'It stops after this step.' : null;
      },
      run: () => {
        stopRun();
        stopStrip();
        stopSequence();
      },
    },
    {
      id: 'fork',
      group,
      label: 'Fork the face at the step looked at',
      also: 'go on continue branch',
      keys: 'F',
      view: 'studio',
      hindrance: () => (reasons.length > 0 ? reasons.join(' ') : forkHindrance()),
      run: () => void forkHere(),
    },
    {
      id: 'replay',
      group,
      label: 'Replay the steps, or pause',
      also: 'play trajectory watch again',
      keys: 'P',
      view: 'studio',
      hindrance: () => whyNoReplay(useStage.getState().run),
      run: toggleReplay,
    },
    {
      id: 'download',
      group,
      label: 'Download the face as PNG',
      also: 'save image partial stopped run',
      keys: 'Mod+S',
      hindrance: unless(() => faceInSight(useStage.getState()) !== null || unfinishedInSight(useStage.getState()) !== null, NO_FACE),
      run: () => void downloadPicture(),
    },
    {
      id: 'copy-report',
      group,
      label: "Copy the face's report, to make it again",
      also: 'reproducibility provenance',
      keys: null,
      view: 'studio',
      hindrance: whyNoFaceShown,
      run: () => void copyFaceReport(),
    },
    {
      id: 'save-report',
      group,
      label: "Save the face's report, to make it again",
      also: 'reproducibility provenance markdown',
      keys: null,
      view: 'studio',
      hindrance: whyNoFaceShown,
      run: saveFaceReport,
    },
    {
      id: 'delete-face',
      group,
      label: 'Delete the face on the stage',
      also: 'remove',
      keys: null,
      hindrance: unless(() => faceOnStage() !== null, NO_FACE),
      run: () => {
        const face = faceOnStage();
        if (face) void deleteKeptFaces([face.id]);
      },
    },
    {
      id: 'compare',
      group,
      label: 'Compare the chosen faces, or the face on the stage with the last ones',
      also: 'side by side difference slider',
      keys: 'C',
      hindrance: unless(() => areComparable(facesToCompare()), 'There are not two to four faces to compare: choose them in the gallery, or make another face.'),
      run: () => openCompare(facesToCompare()),
    },
    {
      id: 'live-preview',
      group,
      label: 'Switch the live preview on or off',
      also: 'stage follows sliders',
      keys: 'L',
      view: 'studio',
      hindrance: always,
      run: toggleLivePreview,
    },
    {
      id: 'strip',
      group,
      label: 'Plan a strip or a grid of faces',
      also: 'xy plot',
      keys: null,
      hindrance: always,
      run: () => {
        closeTimeline();
        openStrips();
        goTo('studio');
      },
    },
    {
      id: 'sequence',
      group,
      label: 'Let the face move: a sequence with keys on a timeline',
      also: 'animate animation video timeline key frame neutral apex mp4 webm stimulus',
      keys: 'M',
      hindrance: unless(() => useCompose.getState().draft !== null, "The model's description is not here yet."),
      run: () => {
        openSequence();
        goTo('studio');
      },
    },
    {
      id: 'sequence-play',
      group,
      label: 'Play or pause the sequence',
      also: 'animate video timeline',
      keys: null,
      hindrance: unless(() => useTimeline.getState().open, 'No sequence is open.'),
      run: togglePlay,
    },
    {
      id: 'sequence-key',
      group,
      label: 'Add a key of what the sliders say to the sequence',
      also: 'key frame timeline animation',
      keys: null,
      hindrance: unless(() => useTimeline.getState().open, 'No sequence is open.'),
      run: addKey,
    },
    {
      id: 'make-strip',
      group,
      label: 'Make the strip or the grid that is planned',
      also: 'run start xy plot',
      keys: null,
      hindrance: () => whyNoStrip(reasons),
      run: () => {
        openStrips();
        goTo('studio');
        void makeStrip();
      },
    },
    {
      id: 'close-strips',
      group,
      label: 'Leave the strips for the face',
      also: 'back stage',
      keys: null,
      view: 'studio',
      hindrance: unless(() => useStrips.getState().open, 'The stage shows the face already.'),
      run: closeStrips,
    },
    {
      id: 'download-strip',
      group,
      label: 'Download the strip as PNG',
      also: 'save grid',
      keys: null,
      hindrance: unless(() => (useStrips.getState().run?.faces.length ?? 0) > 0, 'No face of a strip has been made.'),
      run: () => void downloadStrip(),
    },
    {
      id: 'export',
      group,
      label: 'Export faces as a labelled set',
      also: 'dataset zip save webdataset parquet imagefolder',
      keys: null,
      hindrance: whyNoExport,
      run: () => {
        askForExport();
        goTo('gallery');
      },
    },
  ];
}

/** In the gallery its filters say what can be exported; from elsewhere that is not known before it is open. */
function whyNoExport(): string | null {
  if (currentView() === 'gallery') return useGallery.getState().exportable.length > 0 ? null : 'No face is shown.';
  const library = useLibrary.getState();
  return library.status === 'ready' && facesAtHand(library).length === 0 ? 'No face is kept.' : null;
}
