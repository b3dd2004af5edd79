import { auVector } from '../../src/domain/facs/vector';
import { EXPRESSION_CLASSES } from '../../src/domain/packs/manifest';
import type { GraphName, PackManifest } from '../../src/domain/packs/manifest';
import { TorchGenerator } from '../../src/domain/random/torchGenerator';
import { recipeId } from '../../src/domain/recipe/canonical';
import { beginningOf, phasesOf } from '../../src/domain/recipe/forks';
import type { Phase } from '../../src/domain/recipe/forks';
import { parseRecipe } from '../../src/domain/recipe/parse';
import { promptWithExpression, textLeads, unknownWords } from '../../src/domain/recipe/prompt';
import type { Recipe } from '../../src/domain/recipe/recipe';
import { Labeller } from './annotation/labeller';
import { APP } from './app';
import { checkNumbers, denoise, rootMeanSquare } from './diffusion/denoise';
import type { DenoisedStep } from './diffusion/denoise';
import { semanticGuide } from './diffusion/guidance';
import type { SemanticGuide } from './diffusion/guidance';
import { invert, stepsDenoisedAnew } from './diffusion/inversion';
import { createSampler } from './diffusion/createSampler';
import type { Sampler } from './diffusion/sampler';
import { alphasCumprod } from './diffusion/schedule';
import { slerp } from './diffusion/slerp';
import { SynthesisError, throwIfCancelled } from './errors';
import type { Condition, Family } from './families/family';
import { openFamily } from './families/openFamily';
import { PackGraphs } from './graphs/packGraphs';
import type { GenerateOptions } from './generateOptions';
import type { OpenedPack } from './packs/openPack';
import { prepareFirst, prepareRest } from './preparation';
import { fitPicture } from './pictures/fit';
import { toImage, toPixels } from './pictures/pixels';
import type { Face } from '../../src/domain/face/face';
import type { Pixels } from '../../src/domain/face/pixels';
import type { Detail, Latent, StepEvent } from '../../src/domain/face/step';
import type { BackendChoice, LoadProgress } from '../../src/domain/packs/loading';
import type { Runtime } from './runtime/runtime';
import { StepMemory } from './stepMemory';
import { TextMemory } from './textMemory';
import { PromptTokenizer } from './tokenizer';
import type { VoterReader } from './voters/recogniser';

/**
 * Recipe → face: the whole method (SynFER, ICCV 2025) over one pack and one runtime. Free of browser globals, so the
 * studio's worker and the command line run the same code.
 */
export class SynthesisPipeline {
  readonly manifest: PackManifest;
  private readonly family: Family;
  private readonly alphas: Float32Array;
  private readonly memory = new StepMemory();
  private readonly texts = new TextMemory((prompt) => this.graphs.encodeText(this.tokenizer.encode(prompt)));

  private constructor(
    private readonly pack: OpenedPack,
    private readonly runtime: Runtime,
    private readonly graphs: PackGraphs,
    /** Says what faces show, those made here and those of any picture. */
    readonly labeller: Labeller,
    private readonly tokenizer: PromptTokenizer,
  ) {
    const { manifest } = pack;
    this.manifest = manifest;
    this.family = openFamily(manifest, graphs);
    this.alphas = alphasCumprod(manifest.schedule);
  }

  /**
   * Load the pack's graphs into the runtime, and the photograph voter and the face detector where they are there.
   * @throws SynthesisError `pack-missing-graph`, `pack-invalid`, `backend-unavailable`, `out-of-memory`
   */
  static async open(pack: OpenedPack, runtime: Runtime, readVoter: VoterReader, onProgress: (progress: LoadProgress) => void): Promise<SynthesisPipeline> {
    // They wait for files of their own, and are heard before the pack counts as loaded.
    const graphs = new PackGraphs(pack, runtime);
    const labeller = Labeller.open(pack.manifest, graphs, runtime, readVoter);
    await prepareFirst(pack, graphs, onProgress);
    return new SynthesisPipeline(pack, runtime, graphs, await labeller, await openTokenizer(pack));
  }

  /** Load ahead what the first face may need besides. @param idle resolves when nobody waits for a face */
  prepareRest(idle: () => Promise<void>): Promise<void> {
    return prepareRest(this.manifest, this.graphs, idle);
  }

  /** One bare run of a graph on fixed numbers; how long it took, in ms. For measuring. */
  trial(graph: GraphName, batch: number): Promise<number> {
    return this.graphs.trial(graph, batch);
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
    const latent = await this.finishedLatent(checked, options, this.memory);
    const face = await this.labelled(checked, await this.decode(latent), begun);
    throwIfCancelled(options.signal);
    return face;
  }

  /**
   * The face of a picture that was made and saved before: recipe and pixels as they are, labelled anew.
   * @throws SynthesisError `numerical`, `picture-too-large`; DomainError `recipe-invalid`, `recipe-version`, `recipe-unknown-au`
   */
  async restore(recipe: Recipe, pixels: Pixels): Promise<Face> {
    const face = await this.labelled(parseRecipe(recipe), pixels, performance.now());
    return { ...face, provenance: { ...face.provenance, restored: true } };
  }

  /** The recipe's picture as `generate` would make it, not labelled. @throws as `generate` */
  async preview(recipe: Recipe, options: Pick<GenerateOptions, 'layout' | 'signal'>): Promise<Pixels> {
    const checked = parseRecipe(recipe);
    return this.decode(await this.finishedLatent(checked, { ...options, onStep: null }, new StepMemory()));
  }

  /**
   * The picture of a latent.
   * @throws SynthesisError `numerical`; `latent-mismatch` where it is of another latent space than this pack's
   */
  async draw({ space, values }: Latent, detail: Detail): Promise<Pixels> {
    if (space !== this.pack.latentSpace) {
      throw new SynthesisError('latent-mismatch', `This step was made with another model than "${this.manifest.name}". Load the model that made the face to see its steps.`);
    }
    return detail === 'full' ? this.decode(values) : this.drawPreview(values);
  }

  /** Null where the text alone leads. */
  private requestedAu(recipe: Recipe): Float32Array | null {
    return this.manifest.auColumns === 0 || textLeads(recipe, this.manifest.words) ? null : auVector(recipe.au, this.manifest);
  }

  /** @param begun when work on the face began, by `performance.now()` */
  private async labelled(recipe: Recipe, pixels: Pixels, begun: number): Promise<Face> {
    const { label, faceBoxes } = await this.labeller.label(pixels, recipe.expression);
    const requestedAu = this.requestedAu(recipe);
    return {
      id: await recipeId(recipe),
      recipe,
      pixels,
      label,
      ...(faceBoxes && { faceBoxes }),
      requestedAu: requestedAu === null ? null : [...requestedAu],
      unknownWords: unknownWords(recipe.prompt, this.manifest.words),
      provenance: {
        app: APP,
        pack: this.manifest.id,
        packSha256: this.pack.sha256,
        backend: this.runtime.choice.backend,
        milliseconds: performance.now() - begun,
      },
    };
  }

  /** All steps of the recipe, those before its last fork from memory where they are there. */
  private async finishedLatent(recipe: Recipe, options: GenerateOptions, memory: StepMemory): Promise<Float32Array> {
    const { steps, layout } = recipe;
    const picture = layout === null ? null : await this.encodeLayout(options.layout);
    const anew = layout === null ? steps : stepsDenoisedAnew(layout.strength, steps);
    if (picture !== null && anew === 0) return picture;

    const start = steps - anew;
    const sampler = createSampler(recipe.sampler, this.manifest.schedule, this.manifest.predictionType, steps);
    const tell = this.teller(start, anew, options);
    const known = memory.beforeFork(recipe);
    const made = memory.begin(recipe);
    let last: DenoisedStep | null = null;
    for (const { step, event } of known) {
      made.push({ step, event: await tell(step, event) });
      last = step;
    }
    const next = last === null ? start : last.index + 1;
    let latent = last?.latent ?? (await this.initialLatent(recipe, picture, sampler, start, options.signal));
    for (const phase of phasesOf(recipe).filter(({ end }) => end > next)) {
      const condition = await this.condition(phase, last);
      latent = await denoise({
        networks: this.family.predictor(recipe.sampler),
        sampler,
        start: Math.max(phase.start, next),
        end: phase.end,
        latent,
        sample: last?.sample ?? null,
        condition,
        negative: this.family.unconditional(await this.texts.embed(phase.recipe.negativePrompt), condition),
        textGuidance: phase.recipe.textGuidance,
        guidanceRescale: this.manifest.guidanceRescale ?? 0,
        semanticGuide: this.semanticGuide(phase.recipe),
        onStep: async (step) => {
          last = step;
          made.push({ step, event: await tell(step, null) });
        },
        signal: options.signal,
      });
    }
    return latent;
  }

  /** The seed's noise, turned towards the variation's; with a layout, its inversion. A layout of strength 1 keeps nothing of the picture. */
  private async initialLatent(recipe: Recipe, picture: Float32Array | null, sampler: Sampler, start: number, signal: AbortSignal | undefined): Promise<Float32Array> {
    const { channels, height, width } = this.manifest.latent;
    const noiseOf = (seed: number) => new TorchGenerator(seed).randn(channels * height * width);
    const { seed, variation } = recipe;
    const noise = variation ? slerp(noiseOf(seed), noiseOf(variation.seed), variation.strength) : noiseOf(seed);
    if (picture === null || start === 0) return sampler.initialScale === undefined ? noise : noise.map((value) => value * (sampler.initialScale ?? 1));
    return invert({
      networks: this.family.predictor('ddim'),
      predictionType: this.manifest.predictionType,
      alphasCumprod: this.alphas,
      timesteps: sampler.timesteps.slice(start).reverse(),
      latent: picture,
      noise,
      condition: this.family.condition(await this.texts.embed(''), null, 0),
      signal,
    });
  }

  private semanticGuide(recipe: Recipe): SemanticGuide | null {
    const { expression, semanticGuidance, steps } = recipe;
    if (semanticGuidance.strength === 0 || expression === null) return null;
    const target = Float32Array.from(EXPRESSION_CLASSES, (name) => (name === expression ? 1 : 0));
    return semanticGuide(this.family, semanticGuidance, steps, this.alphas, target);
  }

  /** Tells of a step with its event; of a remembered one with the event it had. @returns the event, null where nobody listens */
  private teller(start: number, steps: number, { onStep, onLatent }: GenerateOptions): (step: DenoisedStep, known: StepEvent | null) => Promise<StepEvent | null> {
    let before = performance.now();
    return async (step, known) => {
      onLatent?.(step);
      if (onStep === null) return known;
      const preview = known?.preview ?? (await this.drawPreview(step.sample));
      const now = performance.now();
      const event = known ?? {
        step: step.index - start,
        steps,
        timestep: step.timestep,
        preview,
        latent: { space: this.pack.latentSpace, values: step.sample },
        latentNorm: rootMeanSquare(step.latent),
        guide: step.guide,
        milliseconds: now - before,
      };
      onStep(event);
      before = now;
      return event;
    };
  }

  /** What steers a phase. The guide's moves of the text go along where the text stays: they are part of where the run stands. */
  private async condition({ start, recipe }: Phase, last: DenoisedStep | null): Promise<Condition> {
    const prompt = promptWithExpression(recipe, this.manifest);
    const stays = last !== null && promptWithExpression(beginningOf(recipe, start), this.manifest) === prompt;
    return this.family.condition(stays ? last.condition.text : await this.texts.embed(prompt), this.requestedAu(recipe), recipe.auStrength);
  }

  private async encodeLayout(layout: Pixels | null): Promise<Float32Array> {
    if (layout === null) throw new SynthesisError('picture-invalid', "The recipe starts from a picture, which is not at hand. Choose the picture again, or remove the recipe's layout.");
    return this.graphs.encodeImage(toImage(this.fit(layout)));
  }

  private async decode(latent: Float32Array): Promise<Pixels> {
    const image = await this.graphs.decodeLatent(latent);
    checkNumbers(image, 'the decoded picture');
    return toPixels(image, this.manifest.image.width, this.manifest.image.height);
  }

  private async drawPreview(latent: Float32Array): Promise<Pixels> {
    const { image, width, height } = await this.family.preview(latent);
    checkNumbers(image, 'a preview');
    return toPixels(image, width, height);
  }

  private fit(pixels: Pixels): Pixels {
    return fitPicture(pixels, this.manifest.image.width, this.manifest.image.height);
  }
}

async function openTokenizer(pack: OpenedPack): Promise<PromptTokenizer> {
  const { file, config, maxLength } = pack.manifest.tokenizer;
  return new PromptTokenizer(await pack.bytes(file), await pack.bytes(config), maxLength);
}
