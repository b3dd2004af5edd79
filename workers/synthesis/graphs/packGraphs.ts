import type { GraphName, PackManifest } from '../../../src/domain/packs/manifest';
import type { OpenedPack } from '../packs/openPack';
import type { Outputs, Runtime, Session } from '../runtime/runtime';
import { feedsFor, outputsOf, trialFeeds } from './feeds';
import type { GraphValues } from './feeds';

/** The pack's graphs as functions of values by role (docs/pack-format.md). Sessions are made when first needed and kept. */
export class PackGraphs {
  private readonly sessions = new Map<GraphName, Promise<Session>>();
  private readonly manifest: PackManifest;

  constructor(
    private readonly pack: OpenedPack,
    private readonly runtime: Runtime,
  ) {
    this.manifest = pack.manifest;
  }

  /** Load a graph ahead of its use. @throws SynthesisError `pack-missing-graph` and those of Runtime.createSession */
  async prepare(name: GraphName, purpose: string): Promise<void> {
    await this.session(name, purpose);
  }

  has(name: GraphName): boolean {
    return this.manifest.graphs[name] !== undefined;
  }

  /** One bare run of a graph on fixed numbers; how long it took, in ms. For measuring. */
  async trial(name: GraphName, batch: number): Promise<number> {
    const session = await this.session(name, 'for this measurement');
    const feeds = trialFeeds(this.manifest.graphs[name]?.inputs ?? [], batch);
    const begun = performance.now();
    await session.run(feeds);
    return performance.now() - begun;
  }

  /** Token ids [T] → text embedding [T,D]. */
  async encodeText(ids: BigInt64Array): Promise<Float32Array> {
    return (await this.run('text_encoder', 'to read prompts', { input_ids: { items: [ids], shape: [ids.length] } }, ['text'])).text;
  }

  /** Image [3,H,W] in −1…1 → latent [C,h,w]. */
  async encodeImage(image: Float32Array): Promise<Float32Array> {
    return (await this.run('encoder', 'to read pictures', this.ofImage(image), ['latent'])).latent;
  }

  /** Latent [C,h,w] → image [3,H,W], about −1…1. */
  async decodeLatent(latent: Float32Array): Promise<Float32Array> {
    return (await this.run('decoder', 'to show faces', this.ofLatent(latent), ['image'])).image;
  }

  /** Latent [C,h,w] → small image [3,h',w'], about −1…1. */
  async glimpseLatent(latent: Float32Array): Promise<Float32Array> {
    return (await this.run('preview', 'to show the steps', this.ofLatent(latent), ['image'])).image;
  }

  /** FERAnno on a finished image's latent: class logits [K] and AU intensities [N] in 0–1. */
  annotate(latent: Float32Array): Promise<{ logits: Float32Array; au: Float32Array }> {
    return this.run('feranno', 'to label faces', this.ofLatent(latent), ['logits', 'au']);
  }

  /** The second opinion's class logits [K] on an image [3,H,W] in −1…1. */
  async secondOpinion(image: Float32Array): Promise<Float32Array> {
    return (await this.run('second_opinion', 'to label faces', this.ofImage(image), ['logits'])).logits;
  }

  /** Runs a graph on values by role; its outputs by role. @throws SynthesisError `pack-missing-graph`, `pack-invalid`, those of the runtime */
  async run<Role extends string>(name: GraphName, purpose: string, values: GraphValues, roles: readonly Role[]): Promise<Record<Role, Float32Array>> {
    const session = await this.session(name, purpose);
    const graph = this.manifest.graphs[name];
    if (graph === undefined) throw new Error(`The manifest has no ${name} graph.`);
    const runs: Outputs[] = [];
    for (const feeds of feedsFor(name, graph, values)) runs.push(await session.run(feeds));
    return Object.fromEntries(roles.map((role) => [role, outputsOf(graph, runs, role)])) as Record<Role, Float32Array>;
  }

  private ofLatent(latent: Float32Array): GraphValues {
    const { channels, height, width } = this.manifest.latent;
    return { latent: { items: [latent], shape: [channels, height, width] } };
  }

  private ofImage(image: Float32Array): GraphValues {
    const { height, width } = this.manifest.image;
    return { image: { items: [image], shape: [3, height, width] } };
  }

  private session(name: GraphName, purpose: string): Promise<Session> {
    const kept = this.sessions.get(name);
    if (kept !== undefined) return kept;
    const made = (async () => this.runtime.createSession(await this.pack.graph(name, purpose)))();
    this.sessions.set(name, made);
    // A failed session is not kept: the next call tries again.
    made.catch(() => this.sessions.delete(name));
    return made;
  }
}
