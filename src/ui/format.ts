/** A size in the unit that keeps it short: "640 KB", "12 MB", "1.4 GB". */
export function formatSize(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} KB`;
  if (bytes < 1e9) return `${Math.round(bytes / 1e6)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** A confidence 0–1 in percent. No model is certain: what would round to 100 is said to be above 99. */
export function formatConfidence(confidence: number): string {
  return `${confidencePercent(confidence)} %`;
}

/** The same without the sign, for where a column of them says what they are. */
export function confidencePercent(confidence: number): string {
  const percent = Math.round(confidence * 100);
  return percent === 100 ? '> 99' : String(percent);
}
