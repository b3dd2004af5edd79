import type { View } from '../shell/view';

export const COMMAND_GROUPS = ['Recipe', 'Face', 'Presets', 'Views', 'Appearance and help', 'Gallery', 'Review'] as const;

/** Something the studio can be asked to do. Shortcuts, palette and help all read the table of these. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: (typeof COMMAND_GROUPS)[number];
  /** What else a person may call it; searched like the label. */
  readonly also?: string;
  /** Its keys as delivered, null for none. "Mod" is Ctrl, or Cmd on a Mac. */
  readonly keys: string | null;
  /** The one view in which it means something; everywhere where this is left out. */
  readonly view?: View;
  /** Why it cannot be run now, in a sentence; null where it can. */
  readonly hindrance: () => string | null;
  readonly run: () => void;
}

export function belongsTo(command: Command, view: View): boolean {
  return command.view === undefined || command.view === view;
}
