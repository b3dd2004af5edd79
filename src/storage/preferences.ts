import { z } from 'zod';
import { onSettingChange, readSetting, writeSetting } from './settings';

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
  return preferencesSchema.parse(stored());
}

/**
 * Writes what was changed over what is stored, field by field, and a command's key by itself: what another tab chose meanwhile
 * stays, and so does what a newer version keeps here.
 */
export function writePreferences(before: Preferences, after: Preferences): void {
  const kept = stored();
  const bindings = changed(before.bindings, after.bindings, readPreferences().bindings);
  writeSetting(KEY, JSON.stringify({ ...changed(before, after, kept), bindings }));
}

/** Told when another tab has changed a preference. @returns a function that ends the listening */
export function onPreferencesChange(listener: () => void): () => void {
  return onSettingChange(KEY, listener);
}

/** An object with one object's changes made to it. */
function changed(before: object, after: object, kept: object): object {
  const was = new Map<string, unknown>(Object.entries(before));
  const changes = Object.entries(after).filter(([name, value]) => was.get(name) !== value);
  const taken = new Set([...was.keys()].filter((name) => !(name in after)));
  return Object.fromEntries([...Object.entries(kept).filter(([name]) => !taken.has(name)), ...changes]);
}

function stored(): object {
  try {
    const parsed: unknown = JSON.parse(readSetting(KEY) ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
