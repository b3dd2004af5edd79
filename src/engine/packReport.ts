import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { packFileUrl } from './packSource';

/** What a figure should reach, and the floor under which a pack is not worth shipping. */
const aimSchema = z.object({
  meaning: z.string(),
  reach: z.number().nullable(),
  floor: z.number().nullable(),
  /** Smaller is better. */
  at_most: z.boolean(),
  percent: z.boolean(),
});

const tablesSchema = z
  .object({
    /** By action unit: asked against read, error on the scale 0–5. */
    au: z.record(z.string(), z.object({ pearson_r: z.number().nullable(), mae_0_5: z.number().nullable() })),
    /** By attribute and value: share of the faces asked for it that show it, 0–1. */
    attributes: z.record(z.string(), z.object({ values: z.record(z.string(), z.object({ accuracy: z.number(), n: z.number() })) })),
  })
  .partial();

const reportSchema = z.object({
  metrics: z.record(z.string(), z.object({ value: z.number().nullable(), n: z.number(), aim: aimSchema.optional() })),
  // Details of any other shape are those of another kind of pack: its figures still stand.
  tables: tablesSchema.optional().catch(undefined),
});

export type Report = z.infer<typeof reportSchema>;
export type Measured = z.infer<typeof tablesSchema>;
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

/** Figures by unit and look of the pack in use; empty until they are read, and for a pack without a report. */
export function useMeasured(): Measured {
  return useQuery(reportQuery(packFileUrl('report.json'))).data?.tables ?? NOTHING;
}

const NOTHING: Measured = {};
