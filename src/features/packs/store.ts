import { create } from 'zustand';
import type { Ability } from '../../domain/packs/abilities';
import type { LoadProgress } from '../../domain/packs/loading';
import type { PackManifest } from '../../domain/packs/manifest';
import type { Transfer } from '../../domain/packs/transferRate';

/** A pack at an address, on its way into this browser. */
export type Offer =
  | { readonly kind: 'host'; readonly place: string; readonly origin: string }
  | { readonly kind: 'pack'; readonly place: string; readonly manifest: PackManifest; readonly runs: Ability };

export interface Download {
  readonly place: string;
  readonly progress: LoadProgress | null;
  readonly transfer: Transfer | null;
  readonly pause: () => void;
}

interface PackOffers {
  readonly offer: Offer | null;
  readonly download: Download | null;
}

/** What is offered and what is on its way; it goes on in whatever view one is. */
export const usePackOffers = create<PackOffers>(() => ({ offer: null, download: null }));
