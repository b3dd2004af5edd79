import { useQuery } from '@tanstack/react-query';
import { abilities } from '../../domain/packs/abilities';
import { packUrl } from '../../engine/packSource';
import { usePackManifest } from '../../engine/usePack';
import { ActionUnits } from '../../features/compose/ActionUnits';
import { AffectPad } from '../../features/compose/AffectPad';
import { BlendFields } from '../../features/compose/BlendFields';
import { ExpressionField } from '../../features/compose/ExpressionField';
import { ForkNote } from '../../features/compose/ForkNote';
import { GuidanceFields } from '../../features/compose/GuidanceFields';
import { LayoutField } from '../../features/compose/LayoutField';
import { LivePreviewField } from '../../features/compose/LivePreviewField';
import { Presets } from '../../features/compose/Presets';
import { PromptFields } from '../../features/compose/PromptFields';
import { RecipeButtons } from '../../features/compose/RecipeButtons';
import { SamplingFields } from '../../features/compose/SamplingFields';
import { VariationField } from '../../features/compose/VariationField';
import { useCompose } from '../../features/compose/store';
import { useSettings } from '../../features/compose/useSettings';
import { FaceIcon } from '../../features/schematic/FaceIcon';
import { SchematicPanel } from '../../features/schematic/SchematicPanel';
import { EXAMPLE_LAYOUT, exampleQuery } from '../../features/stage/example';
import { useStage } from '../../features/stage/store';
import { useRecentFaces } from '../../library/recent';
import { Absent } from '../../ui/Absent';
import type { LivePreview } from '../../storage/preferences';
import { lendLayout } from '../faces/lendLayout';
import { usePreferences } from '../shell/preferences';
import { reporting } from '../shell/reporting';
import { Pull } from './pull';

/** What a face is asked for with, each part tied to its stores. `Panels` lays the parts out. */

export function Describe() {
  const manifest = usePackManifest();
  const settings = useSettings('prompt', 'negativePrompt', 'seed', 'expression');
  if (!manifest || !settings) return <p className="empty">The settings appear when the model's description is here.</p>;
  return (
    <>
      <PromptFields manifest={manifest} prompt={settings.prompt} negativePrompt={settings.negativePrompt} seed={settings.seed} />
      <ExpressionField expression={settings.expression} />
      <Presets drawing={FaceIcon} />
      <div className="folds">
        <BlendFields />
        <AffectPad />
      </div>
    </>
  );
}

export function Units() {
  const manifest = usePackManifest();
  const settings = useSettings('au', 'expression', 'prompt');
  const realised = useStage((state) => state.run?.face?.label.realisedAu ?? null);
  if (!manifest || !settings) return null;
  const { actionUnits } = abilities(manifest);
  if (!actionUnits.can) return <Absent title="Action units" reason={actionUnits.reason} />;
  return <ActionUnits manifest={manifest} settings={settings} realised={realised} />;
}

/** What the units ask for, in lines, and whether the stage follows them too. */
export function Schematic() {
  const livePreview = usePreferences((state) => state.livePreview);
  const au = useCompose((state) => state.draft?.au);
  return (
    au && (
      <>
        <LivePreviewField value={livePreview} onChange={followSettings} />
        <SchematicPanel au={au} overlay={<Pull of="drawing" />} />
      </>
    )
  );
}

function followSettings(livePreview: LivePreview): void {
  usePreferences.setState({ livePreview });
}

/** Seed, steps and sampler, beside Generate. */
export function Sampling() {
  const manifest = usePackManifest();
  const settings = useSettings('seed', 'steps', 'sampler', 'forks');
  return (
    manifest &&
    settings && (
      <>
        <SamplingFields settings={settings} manifest={manifest} />
        <ForkNote />
      </>
    )
  );
}

export function Settings() {
  const manifest = usePackManifest();
  const settings = useSettings('textGuidance', 'auStrength', 'semanticGuidance', 'expression', 'variation', 'layout');
  const faces = useRecentFaces();
  const example = useQuery(exampleQuery(packUrl)).data;
  if (!manifest || !settings) return null;
  const able = abilities(manifest);
  return (
    <div className="folds">
      <GuidanceFields settings={settings} abilities={able} />
      <VariationField variation={settings.variation} />
      {able.layout.can ? (
        <LayoutField
          layout={settings.layout}
          faces={faces}
          shipped={example ? { name: EXAMPLE_LAYOUT, pixels: example.face.pixels, recipe: example.face.recipe } : null}
          onFace={(id) => void lendLayout(id)}
          onPicture={(file) => void reporting(async () => (await import('../opening/openLayoutFile')).openLayoutFile(file, manifest))}
        />
      ) : (
        <Absent title="Layout" reason={able.layout.reason} />
      )}
      <RecipeButtons />
    </div>
  );
}
