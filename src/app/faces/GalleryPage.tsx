import { useEffect, useState } from 'react';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { usePackManifest } from '../../engine/usePack';
import { shippedRecipe } from './shippedRecipe';
import { ExportDialog } from '../../features/export/ExportDialog';
import { openCompare } from '../../features/compare/store';
import { GalleryView } from '../../features/gallery/GalleryView';
import { forgetExport } from '../../features/gallery/store';
import { archiveKeptFaces, deleteKeptFaces, openOnStage } from './keptFaces';

const NO_UNITS: readonly PackActionUnit[] = [];

export function GalleryPage() {
  const units = usePackManifest()?.actionUnits ?? NO_UNITS;
  const [exported, setExported] = useState<readonly string[] | null>(null);
  useEffect(() => forgetExport, []);
  return (
    <>
      <GalleryView
        units={units}
        onOpen={(id) => void openOnStage(id)}
        onDelete={(ids) => void deleteKeptFaces(ids)}
        onArchive={(ids) => void archiveKeptFaces(ids)}
        onExport={setExported}
        onCompare={openCompare}
      />
      {exported && <ExportDialog ids={exported} shippedRecipe={shippedRecipe} onClose={() => setExported(null)} />}
    </>
  );
}
