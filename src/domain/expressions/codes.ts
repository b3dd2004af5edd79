import { FacsCodeError, readFacsCode } from '../facs/code';
import { ExpressionError, type ExpressionReading } from './reading';
import { TableReader } from './table';

/** `AU1: 12.30 AU2: 0.40 … AUL1: …`, as OpenGraphAU prints a picture's. */
const PRINTED = /(AU[LR]?\d{1,2})\s*[:=]\s*(\d+(?:\.\d+)?)/g;

/**
 * Expressions in words: a FACS code in each line, in any notation that is read in the field, a name before a colon where there is one;
 * or units and numbers as OpenGraphAU prints them, a line a picture.
 * @returns null where no line is either @throws ExpressionError naming the line that is not, where others are
 */
export function readCodes(text: string): ExpressionReading | null {
  return readPrinted(text) ?? readFacsLines(text);
}

function readPrinted(text: string): ExpressionReading | null {
  const rows = text.split(/\r?\n/).flatMap((line) => {
    const cells = [...line.matchAll(PRINTED)].map(([, name = '', value = '']) => [name, value] as const);
    return cells.length > 1 ? [new Map(cells)] : [];
  });
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const reader = rows.length === 0 ? null : TableReader.of(names);
  if (!reader) return null;
  for (const row of rows) reader.add(names.map((name) => row.get(name) ?? ''));
  return reader.finish();
}

function readFacsLines(text: string): ExpressionReading | null {
  const notes: string[] = [];
  const wrong: string[] = [];
  const frames = text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '' || /^\s*#/.test(line)) return [];
    const [, name = '', code = ''] = /^(?:([^:]*):)?(.*)$/.exec(line) ?? [];
    try {
      if (code.trim() === '') throw new FacsCodeError('There is no code in it.', line);
      const reading = readFacsCode(code);
      notes.push(...reading.notes.map((note) => `Line ${String(index + 1)}: ${note}`));
      return [{ name: name.trim() || code.trim(), time: 0, au: reading.au, seen: true, confidence: null }];
    } catch (error) {
      if (!(error instanceof FacsCodeError)) throw error;
      wrong.push(`line ${String(index + 1)}: ${error.message}`);
      return [];
    }
  });
  if (frames.length === 0) return null;
  if (wrong.length > 0) throw new ExpressionError(`Of the FACS codes in it ${String(frames.length)} can be read and ${String(wrong.length)} cannot, ${wrong.slice(0, 5).join(' ')}`);
  return {
    tool: frames.length === 1 ? 'a FACS code' : 'FACS codes',
    scale: 'Letters A to E, read as 1 to 5 of 5.',
    tracks: [{ face: 'face', frames: frames.map((frame, index) => ({ ...frame, time: index })) }],
    notes: [...notes, ...(frames.length > 1 ? ['Codes have no times: one a second.'] : [])],
    unmapped: [],
  };
}
