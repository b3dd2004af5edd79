import { readCodes } from '../../domain/expressions/codes';
import type { ExpressionReading } from '../../domain/expressions/reading';
import { TableReader } from '../../domain/expressions/table';
import { readTable } from '../../files/readTable';
import { showingProgress } from './store';

/** Longest text that is looked through for FACS codes, in bytes: a table may be longer, since it is read piece by piece. */
const CODES_MAX_BYTES = 1024 * 1024;

/**
 * The expressions in a text file: a table of units or blend shapes, FACS codes, or what OpenGraphAU prints. Which, its header says.
 * @returns null where it holds none @throws ExpressionError where it does and they cannot be read
 */
export async function readExpressions(file: File): Promise<ExpressionReading | null> {
  const { reader, rows } = await showingProgress({ file: file.name, unit: 'row' }, (onProgress) => readUnitTable(file, onProgress));
  if (reader && rows > 0) return reader.finish();
  // "AU6,AU12" alone is a code, and would be a header.
  const codes = file.size <= CODES_MAX_BYTES ? readCodes(await file.text()) : null;
  return codes ?? reader?.finish() ?? null;
}

async function readUnitTable(file: File, onProgress: (rows: number) => void): Promise<{ readonly reader: TableReader | null; readonly rows: number }> {
  const found: { reader: TableReader | null; rows: number } = { reader: null, rows: 0 };
  await readTable(file, (cells, index) => {
    if (index === 0) found.reader = TableReader.of(cells);
    else found.reader?.add(cells);
    found.rows = index;
    onProgress(index);
    return found.reader !== null;
  });
  return found;
}
