import { describe, expect, it } from 'vitest';
import type { PngChunk } from './chunks';
import { encodePng } from './encode';
import { readForeign } from './foreign';
import { internationalTextChunk, textChunk } from './text';

const pixels = { width: 1, height: 1, data: Uint8ClampedArray.of(1, 2, 3, 255) };
const read = async (chunks: readonly PngChunk[]) => readForeign(await encodePng(pixels, chunks));

describe('a picture of another tool', () => {
  it('of AUTOMATIC1111 gives prompt, negative prompt and seed', async () => {
    const parameters = 'a young woman, smiling\n<lora:x:1>\nNegative prompt: hat\nSteps: 20, Sampler: DPM++ 2M, CFG scale: 7, Seed: 3141592653, Size: 512x512';
    expect(await read([textChunk('parameters', parameters)])).toEqual({
      tool: 'AUTOMATIC1111',
      prompt: 'a young woman, smiling\n<lora:x:1>',
      negativePrompt: 'hat',
      seed: 3141592653,
    });
    expect(await read([internationalTextChunk('parameters', '若い女性\nSteps: 4, Seed: 1')])).toMatchObject({ prompt: '若い女性', negativePrompt: '', seed: 1 });
  });

  it('of ComfyUI gives what its graph leads from the sampler to', async () => {
    const graph = {
      3: { class_type: 'KSampler', inputs: { seed: 156680208700286, positive: ['9', 0], negative: ['7', 0], model: ['4', 0] } },
      6: { class_type: 'CLIPTextEncode', inputs: { text: 'an old man', clip: ['4', 1] } },
      7: { class_type: 'CLIPTextEncode', inputs: { text: ['8', 0] } },
      8: { class_type: 'PrimitiveString', inputs: { value: 'a beard' } },
      9: { class_type: 'ConditioningZeroOut', inputs: { conditioning: ['6', 0] } },
    };
    expect(await read([textChunk('prompt', JSON.stringify(graph)), textChunk('workflow', '{}')])).toEqual({
      tool: 'ComfyUI',
      prompt: 'an old man',
      negativePrompt: 'a beard',
      seed: 156680208700286,
    });
  });

  it('of InvokeAI gives its metadata', async () => {
    const metadata = JSON.stringify({ positive_prompt: 'a man', negative_prompt: null, seed: 7, steps: 30 });
    expect(await read([textChunk('invokeai_metadata', metadata)])).toEqual({ tool: 'InvokeAI', prompt: 'a man', negativePrompt: '', seed: 7 });
  });

  it('that goes round in circles, is no JSON or holds none of it, gives what there is', async () => {
    const circle = { 1: { class_type: 'KSampler', inputs: { positive: ['2', 0] } }, 2: { class_type: 'x', inputs: { conditioning: ['2', 0] } } };
    expect(await read([textChunk('prompt', JSON.stringify(circle))])).toMatchObject({ prompt: '', seed: null });
    expect(await read([textChunk('prompt', 'a face')])).toBeNull();
    expect(await read([textChunk('parameters', 'no facts')])).toBeNull();
    expect(await read([])).toBeNull();
  });
});
