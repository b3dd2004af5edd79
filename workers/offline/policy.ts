/**
 * What pages and workers of the studio may do, as a Content-Security-Policy. Nothing leaves the tab: everything is served from this
 * origin, and pictures are blobs or data.
 * @param origins hosts that the person at this browser has allowed packs to be fetched from
 */
export function contentSecurityPolicy(origins: readonly string[] = []): string {
  return [...DIRECTIVES, `connect-src ${["'self'", ...origins].join(' ')}`, "frame-ancestors 'none'"].join('; ');
}

/** The policy as a page says it itself, for hosts that send no headers. A page cannot say who may frame it. */
export function metaPolicy(): string {
  return [...DIRECTIVES, "connect-src 'self'"].join('; ');
}

const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** With these the page may use several threads. */
export const ISOLATION: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** All headers that the studio asks of a host. */
export const HEADERS: Readonly<Record<string, string>> = {
  ...ISOLATION,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': contentSecurityPolicy(),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

/**
 * An answer of this origin as a page or worker gets it: with the headers that its host did not send, and, for a worker, with the hosts
 * that were allowed. A page asks its own origin alone, whatever is allowed.
 */
export function withPolicy(response: Response, kind: 'page' | 'worker', origins: readonly string[]): Response {
  // Opaque answers have no headers that could be read, and those of redirects may not be remade.
  if (response.type === 'opaque' || response.type === 'opaqueredirect' || response.redirected) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(HEADERS)) if (!headers.has(name)) headers.set(name, value);
  if (kind === 'worker') headers.set('Content-Security-Policy', contentSecurityPolicy(origins));
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
