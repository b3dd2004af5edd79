import { alertError } from '../../ui/notices';
import { logEvent } from '../diagnostics/log';

/** Runs a task; what it throws is shown and logged. */
export async function reporting(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    report(error);
  }
}

export function report(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  logEvent(`error: ${message}`);
  alertError(message);
}
