import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { canonicalJson } from '../../domain/recipe/canonical';
import { resolveRecipe } from '../../domain/recipe/wildcards';
import { packUrl } from '../../engine/packSource';
import { usePackManifest } from '../../engine/usePack';
import { ActionUnits } from '../../features/compose/ActionUnits';
import { AffectPad } from '../../features/compose/AffectPad';
import { BlendFields } from '../../features/compose/BlendFields';
import { ExpressionField } from '../../features/compose/ExpressionField';
import { GuidanceFields } from '../../features/compose/GuidanceFields';
import { LivePreviewField } from '../../features/compose/LivePreviewField';
import { LayoutField } from '../../features/compose/LayoutField';
import { Presets } from '../../features/compose/Presets';
import { PromptFields } from '../../features/compose/PromptFields';
import { RecipeButtons } from '../../features/compose/RecipeButtons';
import { ForkNote } from '../../features/compose/ForkNote';
import { SamplingFields } from '../../features/compose/SamplingFields';
import { openCompare } from '../../features/compare/store';
import { VariationField } from '../../features/compose/VariationField';
import { useCompose } from '../../features/compose/store';
import { RecentFaces } from '../../features/gallery/RecentFaces';
import { useRecentFaces } from '../../features/gallery/useRecentFaces';
import { ReadingPanel } from '../../features/reading/ReadingPanel';
import { SchematicPanel } from '../../features/schematic/SchematicPanel';
import { PinnedPicture } from '../../features/stage/PinnedPicture';
import { RunControls } from '../../features/stage/RunControls';
import { StageCurves, StageView } from '../../features/stage/StageView';
import { EXAMPLE_LAYOUT, exampleQuery } from '../../features/stage/example';
import { showExample, useStage } from '../../features/stage/store';
import { StripView } from '../../features/strips/StripView';
import { openStrips, useStrips } from '../../features/strips/store';
import { areComparable } from '../../library/comparable';
import { isKept, useLibrary } from '../../library/store';
import { useKeysOf, useTitle } from '../../ui/Shortcut';
import { ariaKeys } from '../../ui/keys';
import { pixelsUrl } from '../../ui/pixelsUrl';
import { useStageComparison } from '../faces/compare';
import { copyFaceReport, saveFaceReport } from '../faces/faceReports';
import { usePreferences } from '../shell/preferences';
import { recall } from '../recipes/recall';
import { deleteKeptFaces, downloadPicture, forkHere, generate, openLayoutFile, showKeptFace } from '../making/session';
import { copyLink, saveRecipe } from '../recipes/sharing';
import { downloadStrip, makeStrip, openCell } from '../making/strips';
import { useReadiness } from '../making/useReadiness';

/** The parts of the studio, each tied to its stores. `Panels` lays them out. */

const FALLBACK_SIZE = { width: 256, height: 256 };

export function Describe() {
  const manifest = usePackManifest();
  const draft = useCompose((state) => state.draft);
  if (!manifest || !draft) return <p className="empty">The settings appear when the model's description is here.</p>;
  return (
    <>
      <PromptFields manifest={manifest} prompt={draft.prompt} negativePrompt={draft.negativePrompt} seed={draft.seed} />
      <ExpressionField expression={draft.expression} />
      <Presets />
      <section className="block" aria-label="Between expressions">
        <BlendFields />
        <AffectPad />
      </section>
    </>
  );
}

export function Units() {
  const manifest = usePackManifest();
  const draft = useCompose((state) => state.draft);
  const realised = useStage((state) => state.run?.face?.label.realisedAu ?? null);
  const livePreview = usePreferences((state) => state.livePreview);
  return (
    manifest &&
    draft && (
      <>
        <SchematicPanel au={draft.au} />
        <LivePreviewField value={livePreview} onChange={(value) => usePreferences.setState({ livePreview: value })} />
        <ActionUnits manifest={manifest} draft={draft} realised={realised} />
      </>
    )
  );
}

export function Sampling() {
  const manifest = usePackManifest();
  const draft = useCompose((state) => state.draft);
  return (
    manifest &&
    draft && (
      <>
        <ForkNote draft={draft} />
        <SamplingFields draft={draft} manifest={manifest} />
        <RecipeButtons onCopyLink={() => void copyLink(draft)} onSave={() => void saveRecipe(draft)} />
      </>
    )
  );
}

export function Settings() {
  const manifest = usePackManifest();
  const draft = useCompose((state) => state.draft);
  const faces = useRecentFaces();
  const example = useQuery(exampleQuery(packUrl)).data;
  if (!manifest || !draft) return null;
  return (
    <>
      <GuidanceFields draft={draft} />
      <VariationField draft={draft} />
      {manifest.graphs.encoder && (
        <LayoutField
          layout={draft.layout}
          faces={faces}
          shipped={example ? { name: EXAMPLE_LAYOUT, url: pixelsUrl(example.face.pixels) } : null}
          onPicture={(file) => void openLayoutFile(file)}
        />
      )}
    </>
  );
}

export function StageArea() {
  const manifest = usePackManifest();
  const example = useQuery(exampleQuery(packUrl)).data;
  const strips = useStrips((state) => state.open);
  const empty = useStage((state) => state.run === null);
  useEffect(() => {
    if (example && empty) showExample(example);
  }, [example, empty]);
  if (strips) return <Strips />;
  return (
    <StageView
      imageSize={manifest?.image ?? FALLBACK_SIZE}
      pack={manifest?.id ?? ''}
      onFork={() => void forkHere()}
      onShowFace={(id) => void showKeptFace(id)}
      onKeepPerson={() => recall('person')}
    />
  );
}

function Strips() {
  const manifest = usePackManifest();
  const draft = useCompose((state) => state.draft);
  const reasons = useReadiness();
  const generating = useStage((state) => state.run?.status === 'running');
  const last = useRecentFaces().find(({ recipe, provenance }) => recipe.pack === manifest?.id && !provenance.restored);
  if (!manifest || !draft) return null;
  return (
    <StripView
      manifest={manifest}
      draft={draft}
      reasons={generating ? [...reasons, 'A face is being made; stop it or wait for it.'] : reasons}
      stepMs={last ? last.provenance.milliseconds / last.recipe.steps : null}
      onMake={() => void makeStrip(manifest)}
      onDownload={() => void downloadStrip()}
      onOpen={(face) => void openCell(face)}
    />
  );
}

/** The picture of the stage where that is out of sight. */
export function Pinned() {
  return useStrips((state) => state.open) ? null : <PinnedPicture />;
}

/** The curves belong to the face on the stage. */
export function Curves() {
  return useStrips((state) => state.open) ? null : <StageCurves />;
}

export function Controls() {
  const reasons = useReadiness();
  const strips = useStrips((state) => state.open);
  return (
    <RunControls
      reasons={reasons}
      onGenerate={() => void generate()}
      onDownload={() => void downloadPicture()}
      tools={
        !strips && (
          <>
            <CompareButton />
            <button type="button" className="button" onClick={openStrips}>
              Strip…
            </button>
          </>
        )
      }
    />
  );
}

/** The face on the stage against the last ones. */
function CompareButton() {
  const ids = useStageComparison();
  const title = useTitle('Compare the face with the last ones', 'compare');
  const keys = useKeysOf('compare');
  if (!areComparable(ids)) return null;
  return (
    <button type="button" className="button" title={title} aria-keyshortcuts={ariaKeys(keys)} onClick={() => openCompare(ids)}>
      Compare…
    </button>
  );
}

export function Recent() {
  const faces = useRecentFaces();
  const face = useStage((state) => state.run?.face ?? null);
  const kept = useLibrary((state) => face !== null && isKept(state, face.id));
  return (
    <RecentFaces
      faces={faces}
      shown={kept ? face : null}
      onShow={(id) => void showKeptFace(id)}
      onDelete={(id) => void deleteKeptFaces([id])}
    />
  );
}

export function Reading() {
  const manifest = usePackManifest();
  const face = useStage((state) => state.run?.face ?? null);
  const example = useStage((state) => state.run?.example ?? false);
  const draftDiffers = useCompose(
    ({ draft }) => !example && face !== null && draft !== null && canonicalJson(resolveRecipe(draft)) !== canonicalJson(face.recipe),
  );
  return <ReadingPanel face={face} manifest={manifest} draftDiffers={draftDiffers} onUse={recall} onCopyReport={() => void copyFaceReport()} onSaveReport={saveFaceReport} />;
}
