import { readFile } from 'node:fs/promises';
import { DomainError } from '../../../src/domain/errors';
import { perceptualHash } from '../../../src/domain/pictures/perceptualHash';
import { decodePng } from '../../../src/domain/png/decode';
import { encodePng } from '../../../src/domain/png/encode';
import { recipeChunks } from '../../../src/domain/png/recipeChunk';
import type { Recipe } from '../../../src/domain/recipe/recipe';
import { SynthesisError, toFailure } from '../../synthesis/errors';
import type { SynthesisPipeline } from '../../synthesis/pipeline';
import type { Pixels } from '../../../src/domain/face/pixels';
import { enlarge } from '../enlarge';
import { openPipeline } from '../openPipeline';
import { nodeRuntime } from '../runtime';
import { seatRecognisers } from '../seatRecognisers';
import { BatchingRuntime } from './batchingRuntime';
import type { FaceMaker, MadeFace, MakerAbout, MakerOptions, Outcome } from './faceMaker';

/** Failures of the machine: another try, or another recipe, may fare better or worse. All others are the recipe's own. */
const OF_THE_MACHINE = new Set<string>(['backend-unavailable', 'out-of-memory', 'device-lost', 'worker-crashed', 'cancelled']);

/** One model in memory, and the faces it makes. */
export class Workshop implements FaceMaker {
  private constructor(
    private readonly pipeline: SynthesisPipeline,
    private readonly batching: BatchingRuntime,
    private readonly layout: Pixels | null,
    private readonly options: MakerOptions,
  ) {}

  /** @throws SynthesisError, DomainError as openPack and SynthesisPipeline.open; `voter-invalid` where a recogniser cannot be used */
  static async open(options: MakerOptions): Promise<Workshop> {
    const runtime = new BatchingRuntime(nodeRuntime(options.threads, options.provider));
    const pipeline = await openPipeline(options.pack, runtime);
    if (options.recognisers) await seatRecognisers(pipeline.labeller, options.recognisers, (text) => process.stderr.write(text));
    const layout = options.layout === null ? null : await decodePng(new Uint8Array(await readFile(options.layout)));
    return new Workshop(pipeline, runtime, layout, options);
  }

  get about(): MakerAbout {
    return { runtime: `${this.pipeline.choice.runtime}, ${this.options.provider}`, photographVoter: this.pipeline.labeller.photographVoter };
  }

  async *make(recipes: Iterable<Recipe>, stopping: () => boolean): AsyncGenerator<Outcome> {
    let batch: Recipe[] = [];
    for (const recipe of recipes) {
      if (stopping()) return;
      batch.push(recipe);
      if (batch.length < this.options.batch) continue;
      yield* await this.makeTogether(batch);
      batch = [];
    }
    if (!stopping()) yield* await this.makeTogether(batch);
  }

  /** The outcomes of recipes whose faces are made side by side, what their graphs have in common in one session run. */
  async makeTogether(recipes: readonly Recipe[]): Promise<Outcome[]> {
    return this.batching.together(recipes.map((recipe) => () => this.makeOne(recipe)));
  }

  close(): void {
    // Sessions end with the process.
  }

  private async makeOne(recipe: Recipe): Promise<Outcome> {
    try {
      const { pixels, ...face } = await this.pipeline.generate(recipe, { layout: recipe.layout === null ? null : this.layout, onStep: null });
      const shown = enlarge(pixels, this.options.scale);
      const made: MadeFace = { face, png: await encodePng(shown, recipeChunks(recipe)), width: shown.width, height: shown.height, hash: perceptualHash(pixels) };
      return { kind: 'made', made };
    } catch (error) {
      const { code, message } = toFailure(error);
      const named = error instanceof SynthesisError || error instanceof DomainError;
      return { kind: 'failed', code, reason: message, ofRecipe: named && !OF_THE_MACHINE.has(code) };
    }
  }
}
