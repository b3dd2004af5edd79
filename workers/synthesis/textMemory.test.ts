import { describe, expect, it, vi } from 'vitest';
import { TextMemory } from './textMemory';

const encoder = () => vi.fn((prompt: string) => Promise.resolve(Float32Array.of(prompt.length)));

describe('text memory', () => {
  it('has a prompt read once, however many faces are made of it', async () => {
    const encode = encoder();
    const texts = new TextMemory(encode);
    expect(await texts.embed('a woman')).toEqual(Float32Array.of(7));
    expect(await texts.embed('a woman')).toEqual(Float32Array.of(7));
    expect(encode).toHaveBeenCalledTimes(1);
  });

  it('forgets the prompt that was asked for longest ago', async () => {
    const encode = encoder();
    const texts = new TextMemory(encode);
    for (let i = 0; i < 16; i++) await texts.embed(String(i));
    await texts.embed('0');
    await texts.embed('one more');
    await texts.embed('0');
    expect(encode).toHaveBeenCalledTimes(17);
    await texts.embed('1');
    expect(encode).toHaveBeenCalledTimes(18);
  });

  it('does not remember a failure', async () => {
    const encode = encoder().mockRejectedValueOnce(new Error('the device was lost'));
    const texts = new TextMemory(encode);
    await expect(texts.embed('a man')).rejects.toThrow('lost');
    await expect(texts.embed('a man')).resolves.toEqual(Float32Array.of(5));
  });
});
