import { plainName } from './columnNames';

/** Where a table says when a row is and whose face it is. Columns that it lacks are undefined. */
export interface MomentColumns {
  readonly face?: number;
  readonly frame?: number;
  /** Seconds, milliseconds, or a clock "HH:MM:SS:FF.fff". */
  readonly time?: { readonly column: number; readonly kind: 'seconds' | 'milliseconds' | 'timecode' };
  readonly confidence?: number;
  readonly success?: number;
  /** Names of pictures, or of expressions. */
  readonly name?: number;
}

const NAMES = {
  face: ['face_id', 'identity', 'person_id'],
  frame: ['frame', 'frame_idx', 'frame_index', 'frame_number'],
  seconds: ['timestamp', 'time', 'time_s', 'seconds', 't'],
  milliseconds: ['frame_time_in_ms', 'timestamp_ms', 'time_ms', 'milliseconds'],
  timecode: ['timecode'],
  confidence: ['confidence', 'facescore'],
  success: ['success'],
  name: ['name', 'label', 'expression', 'input', 'input_image_path', 'id'],
} as const;

export function momentColumns(names: readonly string[]): MomentColumns {
  const lower = names.map((name) => plainName(name).toLowerCase());
  const at = (role: keyof typeof NAMES) => {
    const column = lower.findIndex((name) => (NAMES[role] as readonly string[]).includes(name));
    return column < 0 ? undefined : column;
  };
  const timed = (['seconds', 'milliseconds', 'timecode'] as const).flatMap((kind) => {
    const column = at(kind);
    return column === undefined ? [] : [{ column, kind }];
  });
  const found = { face: at('face'), frame: at('frame'), confidence: at('confidence'), success: at('success'), name: at('name') };
  return { ...Object.fromEntries(Object.entries(found).filter(([, column]) => column !== undefined)), ...(timed[0] && { time: timed[0] }) };
}

/** The columns that say when and whose, none of which is about a unit. */
export function columnsOfMoments({ face, frame, time, confidence, success, name }: MomentColumns): number[] {
  return [face, frame, time?.column, confidence, success, name].filter((column) => column !== undefined);
}

/** Frames a second where nothing says it. */
export const ASSUMED_RATE = 30;
const USUAL_RATES = [24, 25, 30, 50, 60, 120, 240];

/** Hours, minutes, seconds, and frames with a fraction: Epic's Live Link Face, "HH:MM:SS:FF.fff". */
const TIMECODE = /^(\d+):(\d+):(\d+)[:;](\d+(?:\.\d+)?)$/;

/** Clock times → seconds. How many frames a second has is told by the highest number of a frame. @returns null where one is no clock time */
export function readTimecodes(texts: readonly string[]): { readonly seconds: readonly number[]; readonly rate: number } | null {
  const parts = texts.map((text) => TIMECODE.exec(text.trim())?.slice(1).map(Number));
  if (parts.includes(undefined)) return null;
  const highest = parts.reduce((most, part) => Math.max(most, Math.floor(part?.[3] ?? 0)), 0);
  const rate = USUAL_RATES.find((usual) => highest < usual) ?? highest + 1;
  const seconds = parts.map((part) => {
    const [hours = 0, minutes = 0, whole = 0, frames = 0] = part ?? [];
    return (hours * 60 + minutes) * 60 + whole + frames / rate;
  });
  return { rate, seconds };
}
