const N = 624;
const M = 397;

/**
 * Mersenne Twister MT19937 as PyTorch's CPU generator uses it (Matsumoto & Nishimura 1998; at::mt19937).
 * Seeds are 32-bit, as there.
 */
export class Mt19937 {
  private readonly state = new Uint32Array(N);
  private index = N;

  /** @param seed 0 … 2³²−1 */
  constructor(seed: number) {
    const { state } = this;
    state[0] = seed;
    for (let i = 1; i < N; i++) {
      const previous = at(state, i - 1);
      state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
  }

  /** Next 32 random bits, 0 … 2³²−1. */
  next32(): number {
    if (this.index === N) this.refill();
    let y = at(this.state, this.index++);
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** Uniform float32 in [0,1): the low 24 bits of one draw, as at::uniform_real_distribution<float>. */
  uniform24(): number {
    return (this.next32() & 0xffffff) / 0x1000000;
  }

  /** Uniform double in [0,1): the low 53 bits of two draws, the first being the high word. */
  uniform53(): number {
    const high = this.next32() & 0x1fffff;
    const low = this.next32();
    return (high * 0x100000000 + low) / 2 ** 53;
  }

  private refill(): void {
    const { state } = this;
    for (let i = 0; i < N; i++) {
      const y = (at(state, i) & 0x80000000) | (at(state, (i + 1) % N) & 0x7fffffff);
      state[i] = at(state, (i + M) % N) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.index = 0;
  }
}

function at(array: Uint32Array, index: number): number {
  return array[index] ?? 0;
}
