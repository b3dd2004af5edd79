import { packFileUrl, packUrl, shippedPackUrl } from '../../engine/packSource';
import { usePackManifest } from '../../engine/usePack';
import { PackCard } from '../../features/packs/PackCard';
import { PackChooser } from '../../features/packs/PackChooser';
import { useBusy } from '../making/useBusy';
import { Page } from '../shell/Page';
import { allowAndOffer, downloadAndLoad, offerAddress, offerPlace } from './packDownloads';
import { loadFromFolder, loadFromZip, loadPlace } from './packSwitch';

export function PacksPage() {
  const manifest = usePackManifest();
  const busy = useBusy();
  return (
    <Page title="Packs">
      {manifest ? <PackCard manifest={manifest} fileUrl={packFileUrl} /> : <p className="empty">The loaded pack is shown here once its description has been read.</p>}
      <PackChooser
        loaded={packUrl}
        shipped={shippedPackUrl}
        busy={busy}
        onAddress={offerAddress}
        onFolder={loadFromFolder}
        onZip={loadFromZip}
        onPlace={loadPlace}
        onResume={offerPlace}
        onAllow={allowAndOffer}
        onDownload={downloadAndLoad}
      />
    </Page>
  );
}
