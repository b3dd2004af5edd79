/** Comes back when somebody looks at the page. @throws the signal's reason once it is aborted */
export async function pageInSight(signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    if (document.visibilityState === 'visible') return;
    await new Promise<void>((resolve) => {
      document.addEventListener('visibilitychange', () => resolve(), { once: true });
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
