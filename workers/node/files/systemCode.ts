/** The error's code ("ENOENT"); null where it has none. */
export function systemCode(error: unknown): string | null {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : null;
}
