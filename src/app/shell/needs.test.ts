import { describe, expect, it } from 'vitest';
import { unmetNeeds } from './needs';

const ALL = {
  isSecureContext: true,
  navigator: { locks: {} },
  crypto: { subtle: {} },
  AbortSignal: { any: () => undefined },
  WebAssembly: {},
  Worker: {},
  BroadcastChannel: {},
  OffscreenCanvas: {},
};
const at = (href: string) => new URL(href);

describe('what the page needs', () => {
  it('is all there over https', () => {
    expect(unmetNeeds(ALL, at('https://lab.example/studio/'))).toBeNull();
  });

  it('is named over plain http, with the ways out', () => {
    const unmet = unmetNeeds({ ...ALL, isSecureContext: false, navigator: {}, crypto: {} }, at('http://lab.example/studio/'));
    expect(unmet?.missing.map((what) => what.split(',')[0])).toEqual(['Web Locks', 'Web Cryptography']);
    expect(unmet?.advice).toContain('open https://lab.example/studio/');
    expect(unmet?.advice).toContain('http://localhost');
  });

  it('is no question of the address in an old browser', () => {
    const unmet = unmetNeeds({ ...ALL, AbortSignal: {} }, at('https://lab.example/'));
    expect(unmet?.missing).toHaveLength(1);
    expect(unmet?.advice).toContain('too old');
  });

  it('leaves a browser on this machine alone, whatever the protocol', () => {
    expect(unmetNeeds(ALL, at('http://127.0.0.1:4173/'))).toBeNull();
  });
});
