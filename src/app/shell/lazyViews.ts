import { lazy } from 'react';

/** What the first sight of the studio does without: fetched when it is first opened, or once the page has nothing better to do. */
const parts = {
  batch: () => import('../batches/BatchPage'),
  gallery: () => import('../faces/GalleryPage'),
  review: () => import('../faces/ReviewPage'),
  label: () => import('../labelling/LabelPage'),
  packs: () => import('../packs/PacksPage'),
  diagnostics: () => import('../diagnostics/DiagnosticsPage'),
  strips: () => import('../../features/strips/StripView'),
  sequence: () => import('../studio/sequence'),
  expressions: () => import('../opening/Expressions'),
  compare: () => import('../../features/compare/CompareDialog'),
  help: () => import('../commands/HelpDialog'),
  tour: () => import('../tour/Tour'),
};

export const BatchPage = lazy(async () => ({ default: (await parts.batch()).BatchPage }));
export const GalleryPage = lazy(async () => ({ default: (await parts.gallery()).GalleryPage }));
export const ReviewPage = lazy(async () => ({ default: (await parts.review()).ReviewPage }));
export const LabelPage = lazy(async () => ({ default: (await parts.label()).LabelPage }));
export const PacksPage = lazy(async () => ({ default: (await parts.packs()).PacksPage }));
export const DiagnosticsPage = lazy(async () => ({ default: (await parts.diagnostics()).DiagnosticsPage }));
export const StripView = lazy(async () => ({ default: (await parts.strips()).StripView }));
export const Sequence = lazy(async () => ({ default: (await parts.sequence()).Sequence }));
export const Expressions = lazy(async () => ({ default: (await parts.expressions()).Expressions }));
export const CompareDialog = lazy(async () => ({ default: (await parts.compare()).CompareDialog }));
export const HelpDialog = lazy(async () => ({ default: (await parts.help()).HelpDialog }));
export const Tour = lazy(async () => ({ default: (await parts.tour()).Tour }));

/** Fetches all of it, one part after the other, so that opening one waits for nothing. A part that fails is tried again when it is opened. */
export async function fetchViewsAhead(): Promise<void> {
  for (const load of Object.values(parts)) await load().catch(() => undefined);
}
