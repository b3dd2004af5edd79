import { useQuery } from '@tanstack/react-query';
import { canonicalJson } from '../domain/recipe/canonical';
import { resolveRecipe } from '../domain/recipe/wildcards';
import { packUrl } from '../engine/packSource';
import { usePackManifest } from '../engine/usePack';
import { ActionUnits } from '../features/compose/ActionUnits';
import { AffectPad } from '../features/compose/AffectPad';
import { BlendFields } from '../features/compose/BlendFields';
import { ExpressionField } from '../features/compose/ExpressionField';
import { GuidanceFields } from '../features/compose/GuidanceFields';
import { LivePreviewField } from '../features/compose/LivePreviewField';
import { LayoutField } from '../features/compose/LayoutField';
import { Presets } from '../features/compose/Presets';
import { PromptFields } from '../features/compose/PromptFields';
import { RecipeButtons } from '../features/compose/RecipeButtons';
import { SamplingFields } from '../features/compose/SamplingFields';
import { openCompare } from '../features/compare/store';
import { useCompose } from '../features/compose/store';
import { RecentFaces } from '../features/gallery/RecentFaces';
import { useRecentFaces } from '../features/gallery/useRecentFaces';
import { ReadingPanel } from '../features/reading/ReadingPanel';
import { SchematicPanel } from '../features/schematic/SchematicPanel';
import { ExampleStage } from '../features/stage/ExampleStage';
import { RunControls } from '../features/stage/RunControls';
import { StageCurves, StageView } from '../features/stage/StageView';
import { EXAMPLE_LAYOUT, exampleQuery } from '../features/stage/example';
import { faceInSight, useStage } from '../features/stage/store';
import { StripView } from '../features/strips/StripView';
import { openStrips, useStrips } from '../features/strips/store';
import { COMPARABLE, areComparable } from '../library/comparable';
import { usePreferences } from './preferences';
import { deleteKeptFaces, downloadFace, generate, openLayoutFile, openRecipe, showKeptFace } from './session';
import { copyLink, saveRecipe } from './sharing';
import { downloadStrip, makeStrip, openCell } from './strips';
import { useReadiness } from './useReadiness';

/** The parts of the studio, each tied to its stores. `Panels` lays them out. */

const FALLBACK_SIZE = { width: 128, height: 128 };

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
  const draft = useCompose((state) => state.draft);
  return (
    draft && (
      <>
        <SamplingFields draft={draft} />
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
      {manifest.graphs.encoder && (
        <LayoutField
          layout={draft.layout}
          faces={faces}
          shipped={example ? { name: EXAMPLE_LAYOUT, url: example.face } : null}
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
  if (strips) return <Strips />;
  const size = manifest?.image ?? FALLBACK_SIZE;
  return (
    <StageView
      imageSize={size}
      example={
        example && manifest ? (
          <ExampleStage example={example} imageSize={size} onUseRecipe={() => openRecipe(example.recipe, manifest)} />
        ) : null
      }
    />
  );
}

function Strips() {
  const manifest = usePackManifest();
  const draft = useCompose((state) => state.draft);
  const reasons = useReadiness();
  const generating = useStage((state) => state.run?.status === 'running');
  const last = useRecentFaces().find((face) => face.recipe.pack === manifest?.id);
  if (!manifest || !draft) return null;
  return (
    <StripView
      manifest={manifest}
      draft={draft}
      reasons={generating ? [...reasons, 'A face is being made; stop it or wait for it.'] : reasons}
      faceMs={last ? (last.provenance.milliseconds / last.recipe.steps) * draft.steps : null}
      onMake={() => void makeStrip(manifest)}
      onDownload={() => void downloadStrip()}
      onOpen={(face) => void openCell(face)}
    />
  );
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
      onDownload={() => void downloadFace()}
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
  const shown = useStage((state) => faceInSight(state)?.id ?? null);
  const kept = useRecentFaces().map(({ id }) => id);
  const ids = [...kept.filter((id) => id === shown), ...kept.filter((id) => id !== shown)].slice(0, COMPARABLE.max);
  if (shown === null || ids[0] !== shown || !areComparable(ids)) return null;
  return (
    <button type="button" className="button" onClick={() => openCompare(ids)}>
      Compare…
    </button>
  );
}

export function Recent() {
  const manifest = usePackManifest();
  const faces = useRecentFaces();
  const shownId = useStage((state) => state.run?.face?.id ?? null);
  return (
    <RecentFaces
      faces={faces}
      shownId={shownId}
      onShow={(id) => void showKeptFace(id)}
      onDelete={(id) => void deleteKeptFaces([id])}
      onUseRecipe={(face) => {
        if (manifest) openRecipe(face.recipe, manifest);
      }}
    />
  );
}

export function Reading() {
  const manifest = usePackManifest();
  const face = useStage((state) => state.run?.face ?? null);
  const draftDiffers = useCompose(
    ({ draft }) => face !== null && draft !== null && canonicalJson(resolveRecipe(draft)) !== canonicalJson(face.recipe),
  );
  return <ReadingPanel face={face} manifest={manifest} draftDiffers={draftDiffers} />;
}
