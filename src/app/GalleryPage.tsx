import { usePackManifest } from '../engine/usePack';
import type { PackActionUnit } from '../domain/packs/manifest';
import { GalleryView } from '../features/gallery/GalleryView';
import { deleteKeptFaces, openOnStage } from './session';

const NO_UNITS: readonly PackActionUnit[] = [];

export function GalleryPage() {
  const units = usePackManifest()?.actionUnits ?? NO_UNITS;
  return <GalleryView units={units} onOpen={(id) => void openOnStage(id)} onDelete={(ids) => void deleteKeptFaces(ids)} />;
}
