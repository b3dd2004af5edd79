import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { EXPRESSION_CLASSES } from '../../domain/packs/manifest';
import { recipeSchema } from '../../domain/recipe/recipe';

/** The name by which a recipe's layout asks for the example's face. */
export const EXAMPLE_LAYOUT = 'example';

const picture = z.string().startsWith('data:image/');

/** `example.json` in a pack: a face with its steps, shown before the first run. */
const exampleSchema = z.object({
  recipe: recipeSchema,
  steps: z.array(picture).max(200),
  face: picture,
  label: z.object({
    recognised: z.enum(EXPRESSION_CLASSES),
    confidence: z.number().min(0).max(1),
  }),
});

export type Example = z.infer<typeof exampleSchema>;

/** The pack's example, or null where it ships none that can be read: the stage then teaches in words. */
export function exampleQuery(packUrl: string) {
  return queryOptions({
    queryKey: ['example', packUrl],
    queryFn: async ({ signal }): Promise<Example | null> => {
      try {
        const response = await fetch(new URL('example.json', packUrl), { signal });
        if (!response.ok) return null;
        return exampleSchema.safeParse(await response.json()).data ?? null;
      } catch {
        return null;
      }
    },
    staleTime: Infinity,
    retry: false,
    networkMode: 'always',
  });
}
