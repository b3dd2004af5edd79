import { foreignOrigin } from '../../domain/packs/place';
import { canRun } from '../../domain/packs/requirements';
import { watchTransfer } from '../../domain/packs/transferRate';
import { isCancelled } from '../../engine/errors';
import { describeMachine, describePack, downloadPack } from '../../engine/packDownload';
import { pageWithPack, resolvePackUrl } from '../../engine/pageParameters';
import { usePackOffers } from '../../features/packs/store';
import { allowedOrigins, allowOrigin } from '../../storage/allowedOrigins';
import { listKeptPacks } from '../../storage/packFiles';
import { askToPersist } from '../../storage/persistence';
import { loadPlace } from './packSwitch';

/** Looks at the pack of an address, or asks first whether its host may be asked. @throws SynthesisError, DomainError */
export async function offerAddress(address: string): Promise<void> {
  await offerPlace(resolvePackUrl(pageWithPack(location.href, address.trim()), import.meta.env.BASE_URL));
}

export async function allowAndOffer(origin: string, place: string): Promise<void> {
  await allowOrigin(origin);
  await offerPlace(place);
}

/** @throws SynthesisError `pack-unreachable`, `pack-invalid`, `pack-version`, before the loaded pack is given up */
export async function offerPlace(place: string): Promise<void> {
  usePackOffers.setState({ offer: null });
  const origin = foreignOrigin(place, location.origin);
  if (origin !== null && !(await allowedOrigins()).includes(origin)) {
    usePackOffers.setState({ offer: { kind: 'host', place, origin } });
    return;
  }
  const { manifest } = await describePack(place);
  const kept = (await listKeptPacks()).find((pack) => pack.place === place)?.bytes ?? 0;
  usePackOffers.setState({ offer: { kind: 'pack', place, manifest, runs: canRun(manifest, await describeMachine(), kept) } });
}

/** Downloads the pack, and opens the page anew with it. Paused, it goes on with the next call. @throws SynthesisError */
export async function downloadAndLoad(place: string): Promise<void> {
  const pausing = new AbortController();
  let watch: ReturnType<typeof watchTransfer> | null = null;
  usePackOffers.setState({ download: { place, progress: null, transfer: null, pause: () => pausing.abort() } });
  try {
    // Asked for here, on a click: a worker may not.
    await askToPersist();
    await downloadPack(place, {
      signal: pausing.signal,
      onProgress: (progress) => {
        watch ??= progress.phase === 'download' ? watchTransfer(progress.totalBytes) : null;
        const transfer = progress.phase === 'download' ? (watch?.(progress.loadedBytes, performance.now()) ?? null) : null;
        usePackOffers.setState(({ download }) => ({ download: download && { ...download, progress, transfer } }));
      },
    });
    loadPlace(place);
  } catch (error) {
    if (!isCancelled(error)) throw error;
  } finally {
    usePackOffers.setState({ download: null });
  }
}
