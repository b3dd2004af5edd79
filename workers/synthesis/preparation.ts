import type { GraphName, PackManifest } from '../../src/domain/packs/manifest';
import type { LoadProgress } from '../../src/domain/packs/loading';
import type { PackGraphs } from './graphs/packGraphs';
import type { OpenedPack } from './packs/openPack';

/** Graphs and what they are for, the end of a sentence. */
type Needed = readonly (readonly [GraphName, string])[];

/** What a face begins with: a pack is loaded once these are. */
const FIRST: Needed = [
  ['text_encoder', 'to read prompts'],
  ['denoiser', 'to make faces'],
  ['preview', 'to show steps'],
  ['decoder', 'to show faces'],
];

function labelling({ voters }: PackManifest): Needed {
  const encoder: Needed = voters.some((voter) => voter.graph === 'feranno') ? [['encoder', 'to label faces']] : [];
  return [...encoder, ...voters.map((voter) => [voter.graph, 'to label faces'] as const)];
}

/**
 * Load what a face begins with. A pack that could not label its first face is refused before that.
 * @throws SynthesisError `pack-missing-graph` and those of Runtime.createSession
 */
export async function prepareFirst(pack: OpenedPack, networks: PackGraphs, onProgress: (progress: LoadProgress) => void): Promise<void> {
  const { graphs } = pack.manifest;
  for (const [name, purpose] of labelling(pack.manifest)) await pack.graph(name, purpose);
  const wanted = FIRST.filter(([name]) => name !== 'preview' || networks.has(name));
  const totalBytes = wanted.reduce((sum, [name]) => sum + (graphs[name]?.file.bytes ?? 0), 0);
  let loadedBytes = 0;
  for (const [name, purpose] of wanted) {
    onProgress({ phase: 'sessions', loadedBytes, totalBytes, file: graphs[name]?.file.path ?? null });
    await networks.prepare(name, purpose);
    loadedBytes += graphs[name]?.file.bytes ?? 0;
  }
  onProgress({ phase: 'sessions', loadedBytes, totalBytes, file: null });
}

/**
 * Load ahead what the first face ends with and what its recipe may ask for, so that it waits for none of it.
 * @param idle awaited before each graph: resolves when nobody waits for a face
 */
export async function prepareRest(manifest: PackManifest, networks: PackGraphs, idle: () => Promise<void>): Promise<void> {
  const rest: Needed = [...labelling(manifest), ['student', 'for live previews'], ['guidance', 'for semantic guidance']];
  for (const [name, purpose] of rest.filter(([graph]) => networks.has(graph))) {
    await idle();
    // Who needs it tries again, and is told.
    await networks.prepare(name, purpose).catch(() => undefined);
  }
}
