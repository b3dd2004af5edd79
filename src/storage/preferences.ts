import { z } from 'zod';

const KEY = 'synfer.preferences';

const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  singleKeyShortcuts: z.boolean().catch(true),
  /** While settings move, the stage follows with previews; at rest, a face may be made of them. */
  livePreview: z.enum(['off', 'preview', 'face']).catch('preview'),
  /** Keys chosen in place of the delivered ones, by the command's id; null for none. */
  bindings: z.record(z.string(), z.string().nullable()).catch({}),
  /** Ids of the commands chosen last, newest first. */
  recentCommands: z.array(z.string()).catch([]),
});

export type Preferences = z.infer<typeof preferencesSchema>;
export type LivePreview = Preferences['livePreview'];

export function readPreferences(): Preferences {
  try {
    return preferencesSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return preferencesSchema.parse({});
  }
}

export function writePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    return;
  }
}
