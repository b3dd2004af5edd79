import { Mt19937 } from './mt19937';

const BLOCK = 16;

/**
 * `torch.Generator().manual_seed(seed)` on the CPU: the same seed gives the same noise as PyTorch.
 *
 * PyTorch has two ways to draw normal numbers (aten/src/ATen/native/cpu/DistributionTemplates.h): 16 values or
 * more are filled with uniforms that Box–Muller then turns pairwise, 8 apart; fewer are drawn one by one in
 * double precision, the second of each pair being kept for the next call. Values agree to about 1e-6, since
 * PyTorch's vectorised logarithm and sine round differently.
 */
export class TorchGenerator {
  private readonly engine: Mt19937;
  private kept: number | null = null;

  /** @param seed 0 … 2³²−1 */
  constructor(seed: number) {
    this.engine = new Mt19937(seed);
  }

  /** `torch.randn(size, generator=self)`, float32, for a contiguous tensor of `size` values. */
  randn(size: number): Float32Array {
    return size >= BLOCK ? this.fill(size) : Float32Array.from({ length: size }, () => this.single());
  }

  private fill(size: number): Float32Array {
    const values = Float32Array.from({ length: size }, () => this.engine.uniform24());
    for (let start = 0; start + BLOCK <= size; start += BLOCK) boxMuller(values.subarray(start, start + BLOCK));
    if (size % BLOCK !== 0) {
      const last = values.subarray(size - BLOCK);
      for (let i = 0; i < BLOCK; i++) last[i] = this.engine.uniform24();
      boxMuller(last);
    }
    return values;
  }

  private single(): number {
    if (this.kept !== null) {
      const value = this.kept;
      this.kept = null;
      return value;
    }
    const u1 = this.engine.uniform53();
    const u2 = this.engine.uniform53();
    const radius = Math.sqrt(-2 * Math.log1p(-u2));
    const angle = 2 * Math.PI * u1;
    this.kept = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

/** 16 uniforms → 16 normals in place: values i and i+8 make one pair. */
function boxMuller(block: Float32Array): void {
  for (let i = 0; i < BLOCK / 2; i++) {
    const u1 = 1 - (block[i] ?? 0);
    const u2 = block[i + BLOCK / 2] ?? 0;
    const radius = Math.sqrt(-2 * Math.log(u1));
    const angle = 2 * Math.PI * u2;
    block[i] = radius * Math.cos(angle);
    block[i + BLOCK / 2] = radius * Math.sin(angle);
  }
}
