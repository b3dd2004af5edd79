/** How long a cancelled job may go on before its worker is replaced. */
export const CANCEL_GRACE_MS = 20_000;

/**
 * Passes an abort on while a call is under way, and gives a call up that goes on all the same.
 * @param onOverdue called where the call goes on for the grace after the abort
 */
export async function watched<T>(
  call: () => Promise<T>,
  { signal, onAbort, onOverdue }: { readonly signal: AbortSignal; readonly onAbort: () => void; readonly onOverdue: () => void },
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const abort = () => {
    timer = setTimeout(onOverdue, CANCEL_GRACE_MS);
    onAbort();
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await call();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
