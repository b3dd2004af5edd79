import { z } from 'zod';
import { readChunks } from './chunks';
import { internationalText, textKeyword } from './text';
import type { PngChunk } from './chunks';

/** What another tool wrote of how it made a picture. */
export interface ForeignPicture {
  readonly tool: 'AUTOMATIC1111' | 'ComfyUI' | 'InvokeAI';
  readonly prompt: string;
  readonly negativePrompt: string;
  /** As the tool has it: other tools' seeds may have 64 bits. Null where it names none. */
  readonly seed: number | null;
}

const MAX_BYTES = 1 << 20;
/** Nodes between a sampler and the text that conditions it. */
const MAX_DEPTH = 12;

/**
 * Prompt and seed in a PNG of AUTOMATIC1111 (chunk `parameters`), ComfyUI (`prompt`: its graph) or InvokeAI (`invokeai_metadata`); null
 * where it holds none of them.
 * @throws DomainError `picture-invalid` where the file is no sound PNG
 */
export async function readForeign(png: Uint8Array<ArrayBuffer>): Promise<ForeignPicture | null> {
  const texts = new Map<string, string>();
  for (const chunk of readChunks(png)) {
    const keyword = textKeyword(chunk);
    if (keyword !== null && chunk.data.length <= MAX_BYTES) texts.set(keyword, (await textOf(chunk)) ?? '');
  }
  return readInvoke(texts.get('invokeai_metadata')) ?? readComfy(texts.get('prompt')) ?? readParameters(texts.get('parameters'));
}

async function textOf(chunk: PngChunk): Promise<string | null> {
  if (chunk.type === 'iTXt') return internationalText(chunk, MAX_BYTES);
  if (chunk.type !== 'tEXt') return null;
  const body = chunk.data.subarray(chunk.data.indexOf(0) + 1);
  // Latin-1 by the specification; tools write UTF-8 all the same.
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return new TextDecoder('latin1').decode(body);
  }
}

function readParameters(text: string | undefined): ForeignPicture | null {
  const facts = text === undefined ? -1 : text.search(/(?:^|\n)Steps: \d/);
  if (text === undefined || facts < 0) return null;
  const [prompt = '', negativePrompt = ''] = text.slice(0, facts).split(/(?:^|\n)Negative prompt: /);
  const seed = /[\n ]Seed: (\d+)/.exec(text.slice(facts))?.[1];
  return { tool: 'AUTOMATIC1111', prompt: prompt.trim(), negativePrompt: negativePrompt.trim(), seed: seed === undefined ? null : Number(seed) };
}

const invokeSchema = z.object({ positive_prompt: z.string(), negative_prompt: z.string().nullish(), seed: z.number().nullish() });

function readInvoke(text: string | undefined): ForeignPicture | null {
  const { data } = invokeSchema.safeParse(json(text));
  return data ? { tool: 'InvokeAI', prompt: data.positive_prompt, negativePrompt: data.negative_prompt ?? '', seed: data.seed ?? null } : null;
}

const comfySchema = z.record(z.string(), z.object({ class_type: z.string(), inputs: z.record(z.string(), z.unknown()) }));
type Graph = z.infer<typeof comfySchema>;

function readComfy(text: string | undefined): ForeignPicture | null {
  const graph = comfySchema.safeParse(json(text)).data;
  const sampler = graph && Object.values(graph).find(({ class_type, inputs }) => class_type.includes('Sampler') && 'positive' in inputs);
  if (!graph || !sampler) return null;
  const { seed, noise_seed, positive, negative } = sampler.inputs;
  const drawn = seed ?? noise_seed;
  return {
    tool: 'ComfyUI',
    prompt: conditioningText(graph, positive, MAX_DEPTH),
    negativePrompt: conditioningText(graph, negative, MAX_DEPTH),
    seed: typeof drawn === 'number' ? drawn : null,
  };
}

/** The text that a link of the graph leads back to. */
function conditioningText(graph: Graph, link: unknown, depth: number): string {
  if (typeof link === 'string') return link;
  const id: unknown = Array.isArray(link) ? link[0] : undefined;
  const node = typeof id === 'string' && Object.hasOwn(graph, id) ? graph[id] : undefined;
  if (!node || depth === 0) return '';
  const { text, text_g, conditioning, positive, value, string } = node.inputs;
  return conditioningText(graph, text ?? text_g ?? conditioning ?? positive ?? value ?? string, depth - 1);
}

function json(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
