import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SynthesisError } from '../errors';
import { crash, type WorkerEnd } from './workerEnd';

// The pack's address comes from the page's.
vi.stubGlobal('location', new URL('http://127.0.0.1/'));
const load = vi.fn();
vi.mock('../client', () => ({ engine: { load } }));
const { packQuery } = await import('../usePack');
const { startRecovery } = await import('./startRecovery');
const { clearAlerts, useNotices } = await import('../../ui/notices');

const pack = { manifest: { id: 'a-pack' } };
const slowStop: WorkerEnd = { cause: 'slow-stop', error: new SynthesisError({ code: 'cancelled', message: 'Stopped.' }) };
const lostDevice: WorkerEnd = { cause: 'device-lost', error: new SynthesisError({ code: 'device-lost', message: 'Lost.' }) };

let page: EventTarget & { visibilityState: string };
const client = new QueryClient();
const status = () => client.getQueryState(packQuery.queryKey)?.status;
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

/** A studio that shows its loaded pack, and the way to end its worker. */
async function studio(): Promise<(end: WorkerEnd) => void> {
  let end: (end: WorkerEnd) => void = () => undefined;
  const log = vi.fn();
  startRecovery({ onEnd: (listener) => ((end = listener), () => undefined) }, client, log);
  new QueryObserver(client, packQuery).subscribe(() => undefined);
  await settled();
  return end;
}

beforeEach(() => {
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('document', page);
  load.mockReset().mockResolvedValue(pack);
  clearAlerts();
});

afterEach(() => client.clear());

describe('after the end of the worker', () => {
  it.each([slowStop, lostDevice, crash('boom')])('$cause: the pack is loaded anew, and not said to be ready before', async (end) => {
    const endWorker = await studio();
    expect(status()).toBe('success');
    let finish: (loaded: unknown) => void = () => undefined;
    load.mockReturnValueOnce(new Promise((resolve) => (finish = resolve)));
    endWorker(end);
    await settled();
    expect(status()).toBe('pending');
    finish(pack);
    await settled();
    expect(status()).toBe('success');
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('by a crash an alert says what is lost; a slow Stop and a lost device are announced', async () => {
    const endWorker = await studio();
    endWorker(slowStop);
    expect(useNotices.getState()).toMatchObject({ alerts: [], status: expect.stringContaining('loaded anew') as string });
    await settled();
    endWorker(lostDevice);
    expect(useNotices.getState()).toMatchObject({ alerts: [], status: expect.stringContaining('graphics device was lost') as string });
    await settled();
    endWorker(crash('boom'));
    expect(useNotices.getState().alerts).toMatchObject([{ message: expect.stringContaining('boom') as string }]);
  });

  it('a pack that does not load while nobody looks is loaded once more for who comes back', async () => {
    const endWorker = await studio();
    page.visibilityState = 'hidden';
    load.mockRejectedValueOnce(new Error('no device'));
    endWorker(lostDevice);
    await settled();
    expect(status()).toBe('error');
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    await settled();
    expect(status()).toBe('success');
  });

  it('while the pack is loaded the load itself says what failed', async () => {
    const endWorker = await studio();
    load.mockReturnValueOnce(new Promise(() => undefined));
    endWorker(slowStop);
    await settled();
    endWorker(crash('boom'));
    await settled();
    expect(load).toHaveBeenCalledTimes(2);
    expect(useNotices.getState().alerts).toEqual([]);
  });
});
