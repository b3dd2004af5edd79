interface Counts {
  readonly restored: number;
  readonly lost: number;
}

export function importedText(file: string, { restored }: Pick<Counts, 'restored'>): string {
  return `${faces(restored)} brought back from ${file}.`;
}

/** What an import could not bring back, and why; null where it brought back everything. */
export function lostText(file: string, { restored, lost }: Counts): string | null {
  if (lost === 0) return null;
  return `${faces(lost)} of ${restored + lost} in ${file} could not be brought back: damaged, from a newer version of the studio, or with the picture packed inside a shard. Faces come back from the formats that keep every picture as a file.`;
}

/** Why an import ended early, in words that say what to do. */
export function importFailure(file: string, error: unknown): Error {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return new Error(`This browser's storage was full before all of ${file} was read. Delete faces in the gallery and open the file again.`, { cause: error });
  }
  const why = error instanceof Error ? error.message : String(error);
  return new Error(`${file} could not be imported. ${why}`, { cause: error });
}

function faces(count: number): string {
  return count === 1 ? '1 face' : `${count.toLocaleString('en')} faces`;
}
