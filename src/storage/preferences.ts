import { z } from 'zod';

const KEY = 'synfer.preferences';

const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  singleKeyShortcuts: z.boolean().catch(true),
  /** While settings move, the stage follows with previews; once they rest, a face is made of them unless only previews are wanted. */
  livePreview: z.enum(['off', 'preview', 'face']).catch('face'),
  /** Keys chosen in place of the delivered ones, by the command's id; null for none. */
  bindings: z.record(z.string(), z.string().nullable()).catch({}),
  /** Whether the tour was taken or turned down; until then it is offered. */
  tourSettled: z.boolean().catch(false),
  /** Whether the notice on the use of faces was read; until then it is shown. */
  ethicsSettled: z.boolean().catch(false),
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
