import { useEffect, useState } from 'react';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { usePackManifest } from '../../engine/usePack';
import { shippedRecipe } from './shippedRecipe';
import { ExportDialog } from '../../features/export/ExportDialog';
import { GalleryView } from '../../features/gallery/GalleryView';
import { forgetExport } from '../../features/gallery/store';
import { MergedSets } from '../../features/sets/MergedSets';
import { closeSet, useOpenSet } from '../../library/openSet';
import { deleteKeptFaces, openOnStage } from './keptFaces';
import { allowAndOpen, openAddress, openFolder, saveVerdicts } from './mergedSets';

const NO_UNITS: readonly PackActionUnit[] = [];

export function GalleryPage() {
  const manifest = usePackManifest();
  const set = useOpenSet((state) => state.set);
  const units = set?.index.actionUnits ?? manifest?.actionUnits ?? NO_UNITS;
  const [exported, setExported] = useState<readonly string[] | null>(null);
  useEffect(() => forgetExport, []);
  return (
    <>
      <GalleryView
        units={units}
        sets={<MergedSets onAddress={openAddress} onFolder={openFolder} onAllow={allowAndOpen} onSave={saveVerdicts} onClose={closeSet} />}
        onOpen={(id) => void openOnStage(id)}
        onDelete={(ids) => void deleteKeptFaces(ids)}
        onExport={setExported}
      />
      {exported && <ExportDialog ids={exported} shippedRecipe={shippedRecipe} onClose={() => setExported(null)} />}
    </>
  );
}
