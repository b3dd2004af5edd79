import { packFileUrl, packUrl, shippedPackUrl } from '../engine/packSource';
import { usePackManifest } from '../engine/usePack';
import { PackCard } from '../features/packs/PackCard';
import { PackChooser } from '../features/packs/PackChooser';
import { loadFromAddress, loadFromFolder, loadFromZip, loadPlace } from './packSwitch';
import { useBusy } from './useBusy';
import '../styles/pages.css';

export function PacksPage() {
  const manifest = usePackManifest();
  const busy = useBusy();
  return (
    <main className="page" tabIndex={-1}>
      <div className="view-bar">
        <h2 id="view-title" tabIndex={-1}>
          Packs
        </h2>
      </div>
      <div className="page-body">
        {manifest ? <PackCard manifest={manifest} fileUrl={packFileUrl} /> : <p className="empty">The loaded pack is shown here once its description has been read.</p>}
        <PackChooser
          loaded={packUrl}
          shipped={shippedPackUrl}
          busy={busy}
          onAddress={loadFromAddress}
          onFolder={loadFromFolder}
          onZip={loadFromZip}
          onPlace={loadPlace}
        />
      </div>
    </main>
  );
}
