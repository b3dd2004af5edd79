import { useState } from 'react';
import type { PackActionUnit } from '../domain/packs/manifest';
import { usePackManifest } from '../engine/usePack';
import { ExportDialog } from '../features/export/ExportDialog';
import { openCompare } from '../features/compare/store';
import { GalleryView } from '../features/gallery/GalleryView';
import { deleteKeptFaces, openOnStage } from './session';

const NO_UNITS: readonly PackActionUnit[] = [];

export function GalleryPage() {
  const units = usePackManifest()?.actionUnits ?? NO_UNITS;
  const [exported, setExported] = useState<readonly string[] | null>(null);
  return (
    <>
      <GalleryView units={units} onOpen={(id) => void openOnStage(id)} onDelete={(ids) => void deleteKeptFaces(ids)} onExport={setExported} onCompare={openCompare} />
      {exported && <ExportDialog ids={exported} onClose={() => setExported(null)} />}
    </>
  );
}
