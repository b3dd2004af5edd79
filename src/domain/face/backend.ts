import { z } from 'zod';

/** What ran the graphs. */
export const backendSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('webgpu'), adapter: z.string().max(500) }).readonly(),
  z.object({ kind: z.literal('wasm'), threads: z.int().min(1).max(1024) }).readonly(),
  z.object({ kind: z.literal('node') }).readonly(),
]);

export type Backend = z.infer<typeof backendSchema>;
