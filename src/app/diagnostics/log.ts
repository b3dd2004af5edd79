const KEPT = 50;
const lines: string[] = [];

/** Remembers the last events for "Copy diagnostics". No prompts: what people write stays out of reports. */
export function logEvent(text: string): void {
  lines.push(`${new Date().toISOString()} ${text}`);
  if (lines.length > KEPT) lines.shift();
}

export function recentLog(): readonly string[] {
  return lines;
}
