import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';

/** What a figure should reach, and the floor under which a pack is not worth shipping. */
const aimSchema = z.object({
  meaning: z.string(),
  reach: z.number().nullable(),
  floor: z.number().nullable(),
  /** Smaller is better. */
  at_most: z.boolean(),
  percent: z.boolean(),
});

const reportSchema = z.object({
  metrics: z.record(z.string(), z.object({ value: z.number().nullable(), n: z.number(), aim: aimSchema.optional() })),
});

export type Report = z.infer<typeof reportSchema>;
export type Aim = z.infer<typeof aimSchema>;

/** The pack's `report.json`, or null where it comes with none that can be read. */
export function reportQuery(url: string | null) {
  return queryOptions({
    queryKey: ['report', url],
    queryFn: async ({ signal }): Promise<Report | null> => {
      if (url === null) return null;
      const response = await fetch(url, { signal });
      return response.ok ? (reportSchema.safeParse(await response.json()).data ?? null) : null;
    },
    staleTime: Infinity,
    retry: false,
    networkMode: 'always',
  });
}

/** Whether a figure keeps a bound; null where there is none. */
export function meets(value: number | null, bound: number | null, atMost: boolean): boolean | null {
  if (value === null || bound === null) return null;
  return atMost ? value <= bound : value >= bound;
}

export function figureText(value: number | null, percent: boolean): string {
  if (value === null) return 'not measured';
  if (percent) return `${(100 * value).toFixed(1)} %`;
  return Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1);
}

/** "≥ 80.0 %, reached" */
export function boundText(value: number | null, bound: number | null, { at_most, percent }: Aim): string {
  if (bound === null) return '–';
  return `${at_most ? '≤' : '≥'} ${figureText(bound, percent)}${meets(value, bound, at_most) ? ', kept' : ', missed'}`;
}
