import { facsUnit } from '../facs/actionUnits';

/** What a column's name says of a unit. */
export interface UnitColumn {
  /** Position in the table. */
  readonly column: number;
  /** "AU12" */
  readonly unit: string;
  readonly side: 'left' | 'right' | 'both';
  /** Whether the name says that it is an intensity (`_r`, `_intensity`) or a presence (`_c`); most say neither. */
  readonly kind: 'intensity' | 'presence' | 'unsaid';
}

/** `AU01_r`, `AU12_c`, `AU12`, `au_12`, `au_12_intensity`, `AUL12`, `AU12L`, `AU12_L`, `AU12.left`. */
const UNIT = /^AU_?([LR])?_?(\d{1,2})(?:([LR])|[_. ](L|LEFT|RIGHT))?(?:_(R|C|INTENSITY|PRESENCE))?$/;

/** The columns that are about units the project knows. `AU12_r` is OpenFace's intensity, or a right side where there is an `AU12_l` too. */
export function unitColumns(names: readonly string[]): UnitColumn[] {
  const sided = names.some((name) => /^AU_?\d{1,2}_L$/i.test(plainName(name)));
  return names.flatMap((name, column) => unitColumn(plainName(name).toUpperCase(), column, sided) ?? []);
}

function unitColumn(name: string, column: number, sided: boolean): UnitColumn | null {
  const match = UNIT.exec(name);
  if (!match) return null;
  const [, before, digits = '', close, apart, suffix] = match;
  const unit = BLINKS.has(Number(digits)) ? 'AU43' : `AU${String(Number(digits))}`;
  if (!facsUnit(unit)) return null;
  const side = before ?? close ?? apart?.[0] ?? (sided && suffix === 'R' ? 'R' : undefined);
  const kind = suffix === 'INTENSITY' || (suffix === 'R' && !sided) ? 'intensity' : suffix === 'C' || suffix === 'PRESENCE' ? 'presence' : 'unsaid';
  return { column, unit, side: side === 'L' ? 'left' : side === 'R' ? 'right' : 'both', kind };
}

/** Blink and wink are closed eyes that last a moment: in one frame they are how far the eyes are closed. */
const BLINKS: ReadonlySet<number> = new Set([45, 46]);

/** A column's name without the spaces and quotes that tools put around it. */
export function plainName(name: string): string {
  return name.replace(/^\uFEFF/, '').trim();
}

/** Names in the order of the table, a run of numbered ones drawn together: "x_0 … x_67 (68)". */
export function drawnTogether(names: readonly string[]): string[] {
  const runs: { readonly stem: string; readonly names: string[]; next: number }[] = [];
  names.forEach((each, index) => {
    const name = each === '' ? `column without a name (${String(index + 1)} of those left)` : each;
    const match = /^(.*?)(\d+)$/.exec(name);
    const run = runs.at(-1);
    if (match && run && run.stem === match[1] && run.next === Number(match[2])) {
      run.names.push(name);
      run.next += 1;
    } else {
      runs.push({ stem: match?.[1] ?? name, names: [name], next: match ? Number(match[2]) + 1 : NaN });
    }
  });
  return runs.flatMap((run) => (run.names.length < 4 ? run.names : [`${run.names[0] ?? ''} … ${run.names.at(-1) ?? ''} (${String(run.names.length)})`]));
}
