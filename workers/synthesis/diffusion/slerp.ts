import { combine } from './prediction';

/** Below this sine of the angle between them two vectors span no plane to turn in. */
const LEAST_SINE = 1e-6;

/**
 * Spherical linear interpolation (Shoemake 1985) of two latents of one shape, taken as vectors: `share` 0 is the first, 1
 * the second. Of two standard normal ones it is nearly as long as they are, where a straight mix would be too short to
 * be noise. Where they point the same way or opposite ways it is the straight mix.
 * @param share 0–1
 */
export function slerp(from: Float32Array, to: Float32Array, share: number): Float32Array {
  const cosine = dot(from, to) / Math.sqrt(dot(from, from) * dot(to, to));
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  const sine = Math.sin(angle);
  const [a, b] = sine < LEAST_SINE ? [1 - share, share] : [Math.sin((1 - share) * angle) / sine, Math.sin(share * angle) / sine];
  return combine(from, to, (x, y) => a * x + b * y);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  a.forEach((x, i) => (sum += x * (b[i] ?? 0)));
  return sum;
}
