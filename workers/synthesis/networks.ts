import type { GraphName, PackManifest } from '../../src/domain/packs/manifest';
import type { OpenedPack } from './packs/openPack';
import { float32, output } from './runtime/runtime';
import type { Feeds, Outputs, Runtime, Session } from './runtime/runtime';

/** What the denoiser is told besides latent and timestep. */
export interface Condition {
  /** [T,D] */
  readonly text: Float32Array;
  /** [N], 0–1 */
  readonly au: Float32Array;
  /** λ_AU; 0 removes the AU branch */
  readonly auScale: number;
}

/** One evaluation of the guidance graph. */
export interface Guidance {
  readonly loss: number;
  /** [K] */
  readonly probabilities: Float32Array;
  /** ∂loss/∂text [T,D] */
  readonly gradient: Float32Array;
}

/** An image [3,height,width], about −1…1. */
export interface DecodedImage {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** The pack's graphs as functions (docs/pack-format.md). Sessions are made when first needed and kept. */
export class PackNetworks {
  /** The few-step student in the denoiser's place. */
  readonly student: Pick<PackNetworks, 'denoise'> = {
    denoise: (latent, timestep, conditions) => this.predict('student', 'for the sampler "student"; choose another sampler', latent, timestep, conditions),
  };
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
    const feeds: Feeds = { input_ids: { type: 'int64', dims: [1, ids.length], data: ids } };
    return output(await this.run('text_encoder', 'to read prompts', feeds), 'text');
  }

  /** Predictions at one latent [C,h,w] and timestep for one or more conditions, in one call; [C,h,w] each. */
  denoise(latent: Float32Array, timestep: number, conditions: readonly Condition[]): Promise<Float32Array[]> {
    return this.predict('denoiser', 'to make faces', latent, timestep, conditions);
  }

  /** The guide's opinion of x̂0 at this latent, and its gradient with respect to the text. `target` [K] sums to 1. */
  async guide(latent: Float32Array, timestep: number, condition: Condition, alphaBar: number, target: Float32Array): Promise<Guidance> {
    const feeds = {
      ...this.conditionFeeds(latent, timestep, [condition]),
      alpha_bar: float32(Float32Array.of(alphaBar), 1),
      target: float32(target, 1, target.length),
    };
    const outputs = await this.run('guidance', 'for semantic guidance; set its strength to 0', feeds);
    return {
      loss: output(outputs, 'loss')[0] ?? NaN,
      probabilities: output(outputs, 'probabilities'),
      gradient: output(outputs, 'gradient'),
    };
  }

  /** Image [3,H,W] in −1…1 → latent [C,h,w]. */
  async encodeImage(image: Float32Array): Promise<Float32Array> {
    return output(await this.run('encoder', 'to read pictures', { image: this.imageTensor(image) }), 'latent');
  }

  /** Latent [C,h,w] → image [3,H,W], about −1…1. */
  async decodeLatent(latent: Float32Array): Promise<Float32Array> {
    return output(await this.run('decoder', 'to show faces', { latent: this.latentTensor(latent, 1) }), 'image');
  }

  /** Latent [C,h,w] → image [3,h′,w′], about −1…1, of the preview graph's own size; the decoder's where the pack has no such graph. */
  async previewLatent(latent: Float32Array): Promise<DecodedImage> {
    const { image, graphs } = this.manifest;
    if (graphs.preview === undefined) return { data: await this.decodeLatent(latent), ...image };
    const data = output(await this.run('preview', 'to show steps', { latent: this.latentTensor(latent, 1) }), 'image');
    const [height, width] = (graphs.preview.outputs[0]?.shape ?? []).slice(-2).map(Number);
    return { data, width: width ?? image.width, height: height ?? image.height };
  }

  /** FERAnno on a finished image's latent: class logits [K] and AU intensities [N] in 0–1. */
  async annotate(latent: Float32Array): Promise<{ logits: Float32Array; au: Float32Array }> {
    const outputs = await this.run('feranno', 'to label faces', { latent: this.latentTensor(latent, 1) });
    return { logits: output(outputs, 'logits'), au: output(outputs, 'au') };
  }

  /** The second opinion's class logits [K] on an image [3,H,W] in −1…1. */
  async secondOpinion(image: Float32Array): Promise<Float32Array> {
    return output(await this.run('second_opinion', 'to label faces', { image: this.imageTensor(image) }), 'logits');
  }

  private async predict(name: 'denoiser' | 'student', purpose: string, latent: Float32Array, timestep: number, conditions: readonly Condition[]): Promise<Float32Array[]> {
    const all = output(await this.run(name, purpose, this.conditionFeeds(latent, timestep, conditions)), 'prediction');
    return conditions.map((_, i) => all.slice(i * latent.length, (i + 1) * latent.length));
  }

  private conditionFeeds(latent: Float32Array, timestep: number, conditions: readonly Condition[]) {
    const batch = conditions.length;
    const textLength = (conditions[0]?.text.length ?? 0) / this.manifest.tokenizer.maxLength;
    return {
      latent: this.latentTensor(repeated(conditions.map(() => latent)), batch),
      timestep: float32(new Float32Array(batch).fill(timestep), batch),
      text: float32(repeated(conditions.map(({ text }) => text)), batch, this.manifest.tokenizer.maxLength, textLength),
      au: float32(repeated(conditions.map(({ au }) => au)), batch, this.manifest.auColumns),
      au_scale: float32(Float32Array.from(conditions, ({ auScale }) => auScale), batch),
    };
  }

  private latentTensor(data: Float32Array, batch: number) {
    const { channels, height, width } = this.manifest.latent;
    return float32(data, batch, channels, height, width);
  }

  private imageTensor(data: Float32Array) {
    const { height, width } = this.manifest.image;
    return float32(data, 1, 3, height, width);
  }

  private async run(name: GraphName, purpose: string, feeds: Feeds): Promise<Outputs> {
    return (await this.session(name, purpose)).run(feeds);
  }

  private session(name: GraphName, purpose: string): Promise<Session> {
    const kept = this.sessions.get(name);
    if (kept !== undefined) return kept;
    const made = (async () => this.runtime.createSession(this.pack.graph(name, purpose)))();
    this.sessions.set(name, made);
    // A failed session is not kept: the next call tries again.
    made.catch(() => this.sessions.delete(name));
    return made;
  }
}

function repeated(parts: readonly Float32Array[]): Float32Array {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Numbers of the size a graph is used with, by its inputs in pack.json. */
function trialFeeds(inputs: readonly { readonly name: string; readonly type: string; readonly shape: readonly (number | string)[] }[], batch: number): Feeds {
  return Object.fromEntries(
    inputs.map(({ name, type, shape }) => {
      const dims = shape.map((size) => (typeof size === 'string' ? batch : size));
      const length = dims.reduce((product, size) => product * size, 1);
      if (type === 'int64') return [name, { type, dims, data: new BigInt64Array(length).fill(1n) }];
      const fixed: Readonly<Record<string, number>> = { timestep: 500, au_scale: 1, alpha_bar: 0.5, target: 1 / 8 };
      return [name, float32(Float32Array.from({ length }, (_, i) => fixed[name] ?? Math.sin(i * 12.9898)), ...dims)];
    }),
  );
}
