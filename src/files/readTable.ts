/** What reads a table: told of its rows in turn, the header first. @returns false where it wants no more of them */
type RowTaker = (cells: readonly string[], index: number) => boolean;

/**
 * The rows of a text table of any size and with any of the usual separators, piece by piece: nothing of it is held.
 * @throws what `take` throws, and where the file cannot be read
 */
export async function readTable(file: File, take: RowTaker): Promise<void> {
  // Not before somebody opens a table.
  const { default: Papa } = await import('papaparse');
  let index = 0;
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(file, {
      skipEmptyLines: 'greedy',
      step: ({ data }, parser) => {
        try {
          if (!take(data, index++)) parser.abort();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
          parser.abort();
        }
      },
      error: reject,
      complete: () => resolve(),
    });
  });
}
