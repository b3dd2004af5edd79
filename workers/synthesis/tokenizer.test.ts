import { describe, expect, it } from 'vitest';
import { testPackFiles } from './testing';
import { PromptTokenizer } from './tokenizer';

async function tokenizer(maxLength: number): Promise<PromptTokenizer> {
  const files = await testPackFiles();
  return new PromptTokenizer(files.get('tokenizer.json') ?? new Uint8Array(0), files.get('tokenizer_config.json') ?? new Uint8Array(0), maxLength);
}

describe('the prompt tokenizer', () => {
  it('pads with the pad token', async () => {
    expect((await tokenizer(6)).encode('a happy')).toEqual(BigInt64Array.of(1n, 4n, 5n, 2n, 0n, 0n));
  });

  it('does not mind case', async () => {
    expect((await tokenizer(5)).encode('A HAPPY face')).toEqual((await tokenizer(5)).encode('a happy face'));
  });

  it('cuts a long prompt and ends it with the end token', async () => {
    expect((await tokenizer(4)).encode('a happy face a happy face')).toEqual(BigInt64Array.of(1n, 4n, 5n, 2n));
  });

  it('encodes the empty prompt as nothing between begin and end', async () => {
    expect((await tokenizer(3)).encode('')).toEqual(BigInt64Array.of(1n, 2n, 0n));
  });

  it('names a broken tokenizer', () => {
    expect(() => new PromptTokenizer(new TextEncoder().encode('{'), new TextEncoder().encode('{}'), 4)).toThrow(/tokenizer/);
  });
});
