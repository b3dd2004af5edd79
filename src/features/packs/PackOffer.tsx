import { abilities } from '../../domain/packs/abilities';
import type { LoadProgress } from '../../domain/packs/loading';
import type { PackManifest } from '../../domain/packs/manifest';
import { packBytes } from '../../domain/packs/requirements';
import type { Transfer } from '../../domain/packs/transferRate';
import { Facts } from '../../ui/Facts';
import { formatSize } from '../../ui/format';
import { usePackOffers } from './store';

interface PackOfferProps {
  readonly blocked: boolean;
  readonly onAllow: (origin: string, place: string) => void;
  readonly onDownload: (place: string) => void;
}

/** What a pack weighs, may be used for and asks of this machine, before it is downloaded; and how far its download is. */
export function PackOffer({ blocked, onAllow, onDownload }: PackOfferProps) {
  const { offer, download } = usePackOffers();
  if (!offer) return null;
  const close = () => usePackOffers.setState({ offer: null });
  if (offer.kind === 'host') {
    return (
      <div className="stack" role="group" aria-label="Another host">
        <p>
          This pack is on {offer.origin}. The studio asks no other host for anything unless you say so. Allowed, it is asked for packs alone; it learns your
          internet address and which files you fetch, and nothing of your faces.
        </p>
        <p className="row wrap">
          <button type="button" className="button" disabled={blocked} onClick={() => onAllow(offer.origin, offer.place)}>
            Allow {offer.origin}
          </button>
          <button type="button" className="button quiet" onClick={close}>
            Cancel
          </button>
        </p>
      </div>
    );
  }
  const { manifest, runs, place } = offer;
  return (
    <div className="stack" role="group" aria-label="Pack on offer">
      <h4>
        {manifest.name} {manifest.version}
      </h4>
      <p>{manifest.description}</p>
      <Facts className="page-facts" facts={facts(manifest)} />
      {!runs.can && (
        <p className="note notice" role="status">
          This machine may not run it. {runs.reason}
        </p>
      )}
      {download ? (
        <div className="row wrap">
          <progress aria-label="Downloading the pack" max={download.progress?.totalBytes || 1} value={download.progress?.loadedBytes ?? 0} />
          <span className="readout">{progressText(download.progress, download.transfer)}</span>
          <button type="button" className="button" onClick={download.pause}>
            Pause
          </button>
        </div>
      ) : (
        <p className="row wrap">
          <button type="button" className="button" disabled={blocked} onClick={() => onDownload(place)}>
            Download and load
          </button>
          <button type="button" className="button quiet" onClick={close}>
            Cancel
          </button>
        </p>
      )}
    </div>
  );
}

function facts(manifest: PackManifest): [string, string][] {
  const { licence, image, actionUnits, remarks = [] } = manifest;
  const { actionUnits: au, labels } = abilities(manifest);
  return [
    ['Weighs', formatSize(packBytes(manifest))],
    ['Licence of the weights', licence.weights],
    ...licence.notices.map(({ name, licence: terms, text }): [string, string] => [`${name}, ${terms}`, text]),
    ['Picture', `${image.width} × ${image.height} px`],
    ['Action units', au.can ? actionUnits.map(({ id }) => id).join(', ') : au.reason],
    ...remarks.map((text): [string, string] => ['Otherwise than its checkpoint', text]),
    ['Labels faces', labels.can ? 'with networks of its own' : labels.reason],
  ];
}

/** "340 MB of 1.7 GB, 12 MB/s, 2 min left" */
export function progressText(progress: LoadProgress | null, transfer: Transfer | null): string {
  switch (progress?.phase) {
    case undefined:
    case 'manifest':
      return 'reading its pack.json';
    case 'waiting':
      return 'another tab is downloading it';
    case 'verify':
      return `checking ${progress.file ?? 'its files'}`;
    case 'sessions':
      return 'preparing the networks';
    case 'download': {
      const rate = transfer && transfer.bytesPerSecond > 0 ? `, ${formatSize(transfer.bytesPerSecond)}/s` : '';
      const left = transfer?.secondsLeft == null ? '' : `, ${timeText(transfer.secondsLeft)} left`;
      return `${formatSize(progress.loadedBytes)} of ${formatSize(progress.totalBytes)}${rate}${left}`;
    }
  }
}

function timeText(seconds: number): string {
  return seconds < 90 ? `${String(Math.ceil(seconds))} s` : `${String(Math.round(seconds / 60))} min`;
}
