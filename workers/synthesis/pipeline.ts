import { auVector } from '../../src/domain/facs/vector';
import { EXPRESSION_CLASSES } from '../../src/domain/packs/manifest';
import type { ExpressionClass, GraphName, PackManifest } from '../../src/domain/packs/manifest';
import { TorchGenerator } from '../../src/domain/random/torchGenerator';
import { recipeId } from '../../src/domain/recipe/canonical';
import { parseRecipe } from '../../src/domain/recipe/parse';
import { promptWithExpression, textLeads, unknownWords } from '../../src/domain/recipe/prompt';
import type { Recipe } from '../../src/domain/recipe/recipe';
import { annotate } from './annotation/annotate';
import { APP } from './app';
import { checkNumbers, denoise, rootMeanSquare } from './diffusion/denoise';
import type { DenoisedStep } from './diffusion/denoise';
import { semanticGuide } from './diffusion/guidance';
import type { SemanticGuide } from './diffusion/guidance';
import { invert, stepsDenoisedAnew } from './diffusion/inversion';
import { createSampler } from './diffusion/sampler';
import type { Sampler } from './diffusion/sampler';
import { alphasCumprod } from './diffusion/schedule';
import { SynthesisError, throwIfCancelled } from './errors';
import { PackNetworks } from './networks';
import type { Condition } from './networks';
import type { OpenedPack } from './packs/openPack';
import { fitPicture } from './pictures/fit';
import { toImage, toPixels } from './pictures/pixels';
import type { BackendChoice, Face, LoadProgress, Pixels, PseudoLabel, StepEvent } from './protocol';
import type { Runtime } from './runtime/runtime';
import { PromptTokenizer } from './tokenizer';

/** Graphs loaded before the first face, and what they are for; the rest load when a recipe needs them. */
const PREPARED: readonly (readonly [GraphName, string])[] = [
  ['text_encoder', 'to read prompts'],
  ['denoiser', 'to make faces'],
  ['decoder', 'to show faces'],
];

export interface GenerateOptions {
  /** The picture the recipe's layout names; null where it names none. */
  readonly layout: Pixels | null;
  /** Called after each step with its preview; null saves the decoding of previews. */
  readonly onStep: ((event: StepEvent) => void) | null;
  /** Called after each step with the raw latents, before the preview is made. For tests and reports. */
  readonly onLatent?: (step: DenoisedStep) => void;
  readonly signal?: AbortSignal;
}

/**
 * Recipe → face: the whole method (SynFER, ICCV 2025) over one pack and one runtime. Free of browser globals, so the
 * studio's worker and the command line run the same code.
 */
export class SynthesisPipeline {
  readonly manifest: PackManifest;
  private readonly networks: PackNetworks;
  private readonly tokenizer: PromptTokenizer;
  private readonly alphas: Float32Array;

  private constructor(
    private readonly pack: OpenedPack,
    private readonly runtime: Runtime,
  ) {
    const { manifest } = pack;
    this.manifest = manifest;
    this.networks = new PackNetworks(pack, runtime);
    this.tokenizer = new PromptTokenizer(pack.bytes(manifest.tokenizer.file), pack.bytes(manifest.tokenizer.config), manifest.tokenizer.maxLength);
    this.alphas = alphasCumprod(manifest.schedule);
  }

  /**
   * Load the pack's graphs into the runtime.
   * @throws SynthesisError `pack-missing-graph`, `pack-invalid`, `backend-unavailable`, `out-of-memory`
   */
  static async open(pack: OpenedPack, runtime: Runtime, onProgress: (progress: LoadProgress) => void): Promise<SynthesisPipeline> {
    const { voters, graphs } = pack.manifest;
    if (voters.length === 0) throw new SynthesisError('pack-missing-graph', `The model pack "${pack.manifest.name}" has no network that labels faces. Choose another pack.`);
    const labelling: readonly (readonly [GraphName, string])[] = voters.map((voter) => [voter.graph, 'to label faces']);
    const encoder: readonly (readonly [GraphName, string])[] = voters.some((voter) => voter.graph === 'feranno') ? [['encoder', 'to label faces']] : [];
    const wanted = [...PREPARED, ...encoder, ...labelling];
    const pipeline = new SynthesisPipeline(pack, runtime);
    const totalBytes = wanted.reduce((sum, [name]) => sum + (graphs[name]?.file.bytes ?? 0), 0);
    let loadedBytes = 0;
    for (const [name, purpose] of wanted) {
      onProgress({ phase: 'sessions', loadedBytes, totalBytes, file: graphs[name]?.file.path ?? null });
      await pipeline.networks.prepare(name, purpose);
      loadedBytes += graphs[name]?.file.bytes ?? 0;
    }
    onProgress({ phase: 'sessions', loadedBytes, totalBytes, file: null });
    return pipeline;
  }

  get choice(): BackendChoice {
    return this.runtime.choice;
  }

  /**
   * Make the recipe's face. Semantic guidance needs a requested expression: without one it is off.
   * @throws SynthesisError `cancelled`, `numerical`, `pack-missing-graph`, `picture-invalid`, `device-lost`, …;
   * DomainError `recipe-invalid`, `recipe-version`, `recipe-unknown-au`, `prompt-too-long`
   */
  async generate(recipe: Recipe, options: GenerateOptions): Promise<Face> {
    const begun = performance.now();
    const checked = parseRecipe(recipe);
    const requestedAu = this.requestedAu(checked);
    const latent = await this.finishedLatent(checked, requestedAu, options);
    const pixels = await this.decode(latent);
    const label = await this.label(pixels, checked.expression);
    throwIfCancelled(options.signal);
    return {
      id: await recipeId(checked),
      recipe: checked,
      pixels,
      label,
      requestedAu: requestedAu === null ? null : [...requestedAu],
      unknownWords: unknownWords(checked.prompt, this.manifest.words),
      provenance: {
        app: APP,
        pack: this.manifest.id,
        packSha256: this.pack.sha256,
        backend: this.runtime.choice.backend,
        milliseconds: performance.now() - begun,
      },
    };
  }

  /** The recipe's picture as `generate` would make it, not labelled. @throws as `generate` */
  async preview(recipe: Recipe, options: Pick<GenerateOptions, 'layout' | 'signal'>): Promise<Pixels> {
    const checked = parseRecipe(recipe);
    return this.decode(await this.finishedLatent(checked, this.requestedAu(checked), { ...options, onStep: null }));
  }

  /** Label any picture: its middle, resized to the pack's size. @throws SynthesisError `picture-invalid`, `picture-too-large` */
  async annotate(pixels: Pixels, requested: ExpressionClass | null): Promise<PseudoLabel> {
    return this.label(this.fit(pixels), requested);
  }

  /** Null where the text alone leads. */
  private requestedAu(recipe: Recipe): Float32Array | null {
    return textLeads(recipe, this.manifest.words) ? null : auVector(recipe.au, this.manifest);
  }

  private label(pixels: Pixels, requested: ExpressionClass | null): Promise<PseudoLabel> {
    return annotate(this.networks, this.manifest.voters, pixels, requested);
  }

  private async finishedLatent(recipe: Recipe, requestedAu: Float32Array | null, options: GenerateOptions): Promise<Float32Array> {
    const { steps, layout } = recipe;
    const picture = layout === null ? null : await this.encodeLayout(options.layout);
    const anew = layout === null ? steps : stepsDenoisedAnew(layout.strength, steps);
    if (picture !== null && anew === 0) return picture;

    const rest = new Float32Array(this.manifest.auColumns);
    const condition: Condition = { text: await this.embed(promptWithExpression(recipe, this.manifest)), au: requestedAu ?? rest, auScale: requestedAu === null ? 0 : recipe.auStrength };
    const sampler = createSampler(recipe.sampler, this.manifest.schedule, this.manifest.predictionType, steps);
    const start = steps - anew;
    return denoise({
      networks: this.networks,
      sampler,
      start,
      latent: await this.initialLatent(recipe, picture, sampler, start, options.signal),
      condition,
      negative: { text: await this.embed(recipe.negativePrompt), au: rest, auScale: 0 },
      textGuidance: recipe.textGuidance,
      semanticGuide: this.semanticGuide(recipe),
      onStep: this.reporter(start, anew, options),
      signal: options.signal,
    });
  }

  /** The seed's noise; with a layout, its inversion. A layout of strength 1 keeps nothing of the picture. */
  private async initialLatent(recipe: Recipe, picture: Float32Array | null, sampler: Sampler, start: number, signal: AbortSignal | undefined): Promise<Float32Array> {
    const { channels, height, width } = this.manifest.latent;
    const noise = new TorchGenerator(recipe.seed).randn(channels * height * width);
    if (picture === null || start === 0) return noise;
    return invert({
      networks: this.networks,
      predictionType: this.manifest.predictionType,
      alphasCumprod: this.alphas,
      timesteps: sampler.timesteps.slice(start).reverse(),
      latent: picture,
      noise,
      condition: { text: await this.embed(''), au: new Float32Array(this.manifest.auColumns), auScale: 0 },
      signal,
    });
  }

  private semanticGuide(recipe: Recipe): SemanticGuide | null {
    const { expression, semanticGuidance, steps } = recipe;
    if (semanticGuidance.strength === 0 || expression === null) return null;
    const target = Float32Array.from(EXPRESSION_CLASSES, (name) => (name === expression ? 1 : 0));
    return semanticGuide(this.networks, semanticGuidance, steps, this.alphas, target);
  }

  private reporter(start: number, steps: number, { onStep, onLatent }: GenerateOptions): (step: DenoisedStep) => Promise<void> {
    let before = performance.now();
    return async (step) => {
      onLatent?.(step);
      if (onStep === null) return;
      const preview = await this.decode(step.sample);
      const now = performance.now();
      onStep({
        step: step.index - start,
        steps,
        timestep: step.timestep,
        preview,
        latentNorm: rootMeanSquare(step.latent),
        guide: step.guide,
        milliseconds: now - before,
      });
      before = now;
    };
  }

  private async embed(prompt: string): Promise<Float32Array> {
    return this.networks.encodeText(this.tokenizer.encode(prompt));
  }

  private async encodeLayout(layout: Pixels | null): Promise<Float32Array> {
    if (layout === null) throw new SynthesisError('picture-invalid', "The recipe starts from a picture, which is not at hand. Choose the picture again, or remove the recipe's layout.");
    return this.networks.encodeImage(toImage(this.fit(layout)));
  }

  private async decode(latent: Float32Array): Promise<Pixels> {
    const image = await this.networks.decodeLatent(latent);
    checkNumbers(image, 'the decoded picture');
    return toPixels(image, this.manifest.image.width, this.manifest.image.height);
  }

  private fit(pixels: Pixels): Pixels {
    return fitPicture(pixels, this.manifest.image.width, this.manifest.image.height);
  }
}
