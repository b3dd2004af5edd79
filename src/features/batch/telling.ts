import { alertError } from '../../ui/notices';

/** Runs a change of the queue; where it fails the alert says so. */
export function telling(change: () => Promise<unknown>): void {
  change().catch((error: unknown) =>
    alertError(`The queue could not be changed: ${error instanceof Error ? error.message : String(error)}`),
  );
}
