import { sha256Hex } from '../../src/domain/bytes/sha256';
import { EXPRESSION_CLASSES } from '../../src/domain/packs/manifest';
import type { GraphSpec, PackManifest, SynferManifest, TensorSpec } from '../../src/domain/packs/manifest';
import { packFiles, parseManifest } from '../../src/domain/packs/parseManifest';
import { SynthesisError } from './errors';
import { OpenedPack } from './packs/openPack';
import { memoryPart } from './packs/memoryPart';
import type { FilePart, KeptManifest, PackReader, PackStore } from './packs/reader';
import type { Feeds, Outputs, Runtime } from './runtime/runtime';
import type { VoterReader } from './voters/recogniser';

/** Stand-ins for tests: a pack of empty graphs, and a runtime whose "networks" are a few lines of arithmetic. */

type Bytes = Uint8Array<ArrayBuffer>;

const TOKENS = 4;
const WIDTH = 2;
const COLUMNS = 3;
const LATENT = { channels: 2, height: 2, width: 2 };
const IMAGE = { width: 4, height: 4 };
const PREVIEW = { width: 2, height: 2 };

const tokenizerJson = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: ['<pad>', '<begin>', '<end>', '<unknown>'].map((content, id) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true })),
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: '<begin>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '<end>', type_id: 0 } }],
    pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
    special_tokens: { '<begin>': { id: '<begin>', ids: [1], tokens: ['<begin>'] }, '<end>': { id: '<end>', ids: [2], tokens: ['<end>'] } },
  },
  decoder: null,
  model: { type: 'WordLevel', vocab: { '<pad>': 0, '<begin>': 1, '<end>': 2, '<unknown>': 3, a: 4, happy: 5, face: 6 }, unk_token: '<unknown>' },
};
const tokenizerConfig = { tokenizer_class: 'PreTrainedTokenizerFast', pad_token: '<pad>', bos_token: '<begin>', eos_token: '<end>', unk_token: '<unknown>' };

const tensor = (name: string, ...shape: (number | string)[]): TensorSpec => ({ name, type: 'float32', shape });
const image = tensor('image', 'batch', 3, IMAGE.height, IMAGE.width);
const latent = tensor('latent', 'batch', LATENT.channels, LATENT.height, LATENT.width);
const conditioned = [latent, tensor('timestep', 'batch'), tensor('text', 'batch', TOKENS, WIDTH), tensor('au', 'batch', COLUMNS), tensor('au_scale', 'batch')];
const prediction = tensor('prediction', 'batch', LATENT.channels, LATENT.height, LATENT.width);
const logits = tensor('logits', 'batch', 8);

const SIGNATURES = {
  text_encoder: { inputs: [{ ...tensor('input_ids', 'batch', TOKENS), type: 'int64' }], outputs: [tensor('text', 'batch', TOKENS, WIDTH)] },
  denoiser: { inputs: conditioned, outputs: [prediction] },
  student: { inputs: conditioned, outputs: [prediction] },
  guidance: {
    inputs: [...conditioned, tensor('alpha_bar', 'batch'), tensor('target', 'batch', 8)],
    outputs: [tensor('loss', 'batch'), tensor('probabilities', 'batch', 8), tensor('gradient', 'batch', TOKENS, WIDTH), tensor('sample', 'batch', LATENT.channels, LATENT.height, LATENT.width)],
  },
  decoder: { inputs: [latent], outputs: [image] },
  preview: { inputs: [latent], outputs: [tensor('image', 'batch', 3, PREVIEW.height, PREVIEW.width)] },
  encoder: { inputs: [image], outputs: [latent] },
  feranno: { inputs: [latent], outputs: [logits, tensor('au', 'batch', COLUMNS)] },
  second_opinion: { inputs: [image], outputs: [logits] },
} satisfies Record<string, Pick<GraphSpec, 'inputs' | 'outputs'>>;

const encode = (value: unknown): Bytes => new TextEncoder().encode(JSON.stringify(value));

/** Files of the stand-in pack by path, `pack.json` with them; `change` edits the manifest before it is written. */
export async function testPackFiles(change: (manifest: SynferManifest) => PackManifest = (manifest) => manifest): Promise<Map<string, Bytes>> {
  const files = new Map<string, Bytes>([
    ['tokenizer.json', encode(tokenizerJson)],
    ['tokenizer_config.json', encode(tokenizerConfig)],
    ['shared.weights', Uint8Array.of(1, 2, 3)],
  ]);
  const names = ['text_encoder', 'denoiser', 'student', 'guidance', 'decoder', 'preview', 'encoder', 'feranno', 'second_opinion'] as const;
  for (const name of names) files.set(`${name}.onnx`, new TextEncoder().encode(name));
  const entry = async (path: string) => {
    const bytes = files.get(path) ?? new Uint8Array(0);
    return { path, bytes: bytes.length, sha256: await sha256Hex(bytes) };
  };
  const graph = async (name: keyof typeof SIGNATURES, weights: boolean) => ({
    file: await entry(`${name}.onnx`),
    externalData: weights ? [await entry('shared.weights')] : [],
    ...SIGNATURES[name],
  });
  const manifest = {
    format: 'synfer-pack',
    formatVersion: 4,
    family: 'synfer',
    id: 'test-pack',
    name: 'Test pack',
    description: '',
    version: '0.0.0',
    licence: { weights: 'MIT', notices: [] },
    image: IMAGE,
    latent: LATENT,
    schedule: { numTrainTimesteps: 1000, betaSchedule: 'squaredcos_cap_v2', betaStart: 0.0001, betaEnd: 0.02, timestepSpacing: 'trailing' },
    predictionType: 'sample',
    unconditional: 'au-off',
    tokenizer: { file: await entry('tokenizer.json'), config: await entry('tokenizer_config.json'), maxLength: TOKENS },
    words: { a: 'filler', happy: 'expression', face: 'filler' },
    classes: [...EXPRESSION_CLASSES],
    classPrompts: Object.fromEntries(EXPRESSION_CLASSES.map((name) => [name, `a ${name} face`])) as PackManifest['classPrompts'],
    actionUnits: [
      { id: 'AU12', name: 'Lip corner puller', group: 'lower face', columns: { left: 0, right: 1 }, range: [0, 1] },
      { id: 'AU17', name: 'Chin raiser', group: 'lower face', columns: { both: 2 }, range: [0, 1] },
    ],
    auColumns: COLUMNS,
    graphs: {
      text_encoder: await graph('text_encoder', false),
      denoiser: await graph('denoiser', true),
      student: await graph('student', true),
      guidance: await graph('guidance', true),
      decoder: await graph('decoder', false),
      preview: await graph('preview', false),
      encoder: await graph('encoder', false),
      feranno: await graph('feranno', true),
      second_opinion: await graph('second_opinion', false),
    },
    student: { steps: 2, textGuidance: 2 },
    voters: (['feranno', 'second_opinion'] as const).map((name) => ({ graph: name, label: name, temperature: 1, classWeights: EXPRESSION_CLASSES.map(() => 1) })),
    defaults: { steps: 4, sampler: 'ddim', textGuidance: 2, auStrength: 1, semanticGuidance: { strength: 1, start: 0, end: 1, iterations: 1 } },
  } satisfies SynferManifest;
  files.set('pack.json', encode(change(manifest)));
  return files;
}

/** A reader over files in memory, which notes what was read. */
export function memoryReader(files: ReadonlyMap<string, Bytes>): PackReader & { readonly reads: string[] } {
  const reads: string[] = [];
  return {
    location: 'memory:',
    reads,
    open(path, from) {
      reads.push(path);
      const bytes = files.get(path);
      if (bytes === undefined) return Promise.reject(new SynthesisError('pack-unreachable', `no ${path}`));
      return Promise.resolve({ body: new Blob([bytes.subarray(from)]).stream(), start: from, version: null });
    },
  };
}

/** A store in memory; `room` bytes fit in it. */
export function memoryStore({ room = Infinity } = {}): PackStore & { readonly kept: Map<string, Blob>; readonly manifests: Map<string, KeptManifest> } {
  const kept = new Map<string, Blob>();
  const parts = new Map<string, FilePart>();
  const manifests = new Map<string, KeptManifest>();
  const named = () => new Set([...manifests.values()].flatMap(({ text }) => packFiles(parseManifest(text)).map(({ sha256 }) => sha256)));
  return {
    kept,
    manifests,
    file: (sha256) => Promise.resolve(kept.get(sha256) ?? null),
    part({ sha256, path }) {
      const part = parts.get(sha256) ?? memoryPart();
      parts.set(sha256, part);
      return Promise.resolve({
        get size() {
          return part.size;
        },
        get version() {
          return part.version;
        },
        stream: () => part.stream(),
        append: (bytes) => (part.size + bytes.length > room ? Promise.reject(new SynthesisError('storage-full', `There is no room for the rest of ${path}.`)) : part.append(bytes)),
        reset: (version) => part.reset(version),
        async finish() {
          const file = await part.finish();
          parts.delete(sha256);
          kept.set(sha256, file);
          return file;
        },
        close: () => part.close(),
      });
    },
    delete: (sha256) => Promise.resolve(void kept.delete(sha256)),
    manifest: (place) => Promise.resolve(manifests.get(place) ?? null),
    putManifest: (manifest) => Promise.resolve(void manifests.set(manifest.place, manifest)),
    prune() {
      const wanted = named();
      for (const sha256 of kept.keys()) if (!wanted.has(sha256)) kept.delete(sha256);
      return Promise.resolve();
    },
    alone: (_, __, task) => task(),
  };
}

/** The photograph voter's place with nothing in it. */
export const noVoter: VoterReader = () => Promise.resolve(null);

/** The stand-in pack, opened. */
export async function testPack(change?: (manifest: SynferManifest) => PackManifest): Promise<OpenedPack> {
  const files = await testPackFiles(change);
  const manifest = parseManifest(new TextDecoder().decode(files.get('pack.json')));
  return new OpenedPack(manifest, 'f'.repeat(64), new Map(packFiles(manifest).map(({ path }) => [path, new Blob([files.get(path) ?? new Uint8Array(0)])])));
}

export interface Call {
  readonly graph: string;
  readonly feeds: Feeds;
}

/** A runtime that notes its calls; a graph's outputs can be replaced. */
export function testRuntime(replace: Readonly<Record<string, (feeds: Feeds) => Outputs>> = {}): Runtime & { readonly calls: Call[]; readonly made: string[]; readonly released: string[] } {
  const calls: Call[] = [];
  const made: string[] = [];
  const released: string[] = [];
  return {
    choice: { backend: { kind: 'node' }, runtime: 'test', reason: 'test' },
    calls,
    made,
    released,
    createSession: ({ name }) => {
      made.push(name);
      return Promise.resolve({
        run: (feeds) => {
          calls.push({ graph: name, feeds });
          const compute = replace[name] ?? networks[name];
          if (compute === undefined) throw new Error(`no stand-in for ${name}`);
          return Promise.resolve(compute(feeds));
        },
        release: () => {
          released.push(name);
          return Promise.resolve();
        },
      });
    },
  };
}

const values = (feeds: Feeds, name: string) => Array.from((feeds[name]?.data ?? []) as ArrayLike<number | bigint>, Number);

const networks: Readonly<Record<string, (feeds: Feeds) => Outputs>> = {
  text_encoder: (feeds) => ({ text: Float32Array.from(values(feeds, 'input_ids').flatMap((id) => [id, -id]), (x) => x / 10) }),
  denoiser: (feeds) => {
    const latent = values(feeds, 'latent');
    const size = latent.length / (feeds['latent']?.dims[0] ?? 1);
    const perCondition = (name: string, index: number) => {
      const all = values(feeds, name);
      const length = all.length / (latent.length / size);
      return all.slice(index * length, (index + 1) * length).reduce((sum, x) => sum + x, 0) / Math.max(length, 1);
    };
    return {
      prediction: Float32Array.from(latent, (x, i) => {
        const row = Math.floor(i / size);
        return 0.9 * Math.tanh(x) + 0.1 * perCondition('au', row) * perCondition('au_scale', row) + 0.01 * (values(feeds, 'text')[row * TOKENS * WIDTH] ?? 0);
      }),
    };
  },
  student: (feeds) => ({ prediction: Float32Array.from(values(feeds, 'latent'), (x) => 0.8 * Math.tanh(x)) }),
  guidance: (feeds) => ({
    loss: Float32Array.of(2),
    probabilities: new Float32Array(8).fill(1 / 8),
    gradient: Float32Array.from(values(feeds, 'text'), (_, i) => (i === 0 ? 3 : i === 1 ? 4 : 0)),
    sample: Float32Array.from(values(feeds, 'latent')),
  }),
  decoder: (feeds) => {
    const latent = values(feeds, 'latent');
    return { image: Float32Array.from({ length: 3 * IMAGE.width * IMAGE.height }, (_, i) => Math.tanh(latent[i % latent.length] ?? 0)) };
  },
  preview: (feeds) => ({ image: Float32Array.from({ length: 3 * PREVIEW.width * PREVIEW.height }, (_, i) => Math.tanh(values(feeds, 'latent')[i % 8] ?? 0)) }),
  encoder: (feeds) => ({ latent: Float32Array.from(values(feeds, 'image').slice(0, LATENT.channels * LATENT.height * LATENT.width)) }),
  feranno: () => ({ logits: Float32Array.of(0, 3, 0, 0, 0, 0, 0, 0), au: Float32Array.of(0.1, 0.2, 0.3) }),
  second_opinion: () => ({ logits: Float32Array.of(0, 3, 0, 0, 0, 0, 0, 0) }),
};
