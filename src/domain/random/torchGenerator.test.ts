import { describe, expect, it } from 'vitest';
import golden from './fixtures/torch_randn.json';
import { Mt19937 } from './mt19937';
import { TorchGenerator } from './torchGenerator';

describe("PyTorch's CPU generator", () => {
  it.each(golden.words)('draws the same words for seed $seed', ({ seed, count, first, last }) => {
    // torch's random_(0, 2²⁴) takes a draw modulo 2²⁴.
    const engine = new Mt19937(seed);
    const words = Array.from({ length: count }, () => engine.next32() % 0x1000000);
    expect(words.slice(0, 4)).toEqual(first);
    expect(words.slice(-4)).toEqual(last);
  });

  it.each(golden.randn)('draws torch.randn of sizes $sizes for seed $seed', ({ seed, sizes, values }) => {
    const generator = new TorchGenerator(seed);
    sizes.forEach((size, draw) => {
      const expected = values[draw] ?? [];
      const drawn = generator.randn(size);
      expect(drawn).toHaveLength(expected.length);
      drawn.forEach((value, i) => {
        expect(Math.abs(value - (expected[i] ?? NaN))).toBeLessThan(2e-6);
      });
    });
  });
});
