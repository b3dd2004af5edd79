import { describe, expect, it } from 'vitest';
import { HEADERS, contentSecurityPolicy, metaPolicy, withPolicy } from './policy';

const connects = (response: Response) => /connect-src [^;]*/.exec(response.headers.get('content-security-policy') ?? '')?.[0];
const ELSEWHERE = ['https://models.example'];

describe('the policy', () => {
  it('lets nothing out but to the hosts that were allowed', () => {
    expect(contentSecurityPolicy()).toContain("connect-src 'self';");
    expect(contentSecurityPolicy(ELSEWHERE)).toContain("connect-src 'self' https://models.example;");
    expect(contentSecurityPolicy()).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*/);
  });

  it('is the same in the page itself, but for who may frame it', () => {
    expect(metaPolicy()).toContain("connect-src 'self'");
    expect(metaPolicy()).not.toContain('frame-ancestors');
  });

  it('isolates a page whose host sends no headers', () => {
    const page = withPolicy(new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }), 'page', ELSEWHERE);
    expect(page.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(page.headers.get('content-type')).toBe('text/html');
    expect(connects(page)).toBe("connect-src 'self'");
  });

  it('leaves what a host says of its page, and widens the worker alone', () => {
    const said = () => new Response('', { headers: { ...HEADERS, 'Content-Security-Policy': "connect-src 'none'" } });
    expect(connects(withPolicy(said(), 'page', ELSEWHERE))).toBe("connect-src 'none'");
    expect(connects(withPolicy(said(), 'worker', ELSEWHERE))).toBe("connect-src 'self' https://models.example");
    expect(connects(withPolicy(said(), 'worker', []))).toBe("connect-src 'self'");
  });
});
