import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type * as Comlink from 'comlink';
import type { LoadedPack } from '../../src/domain/packs/loading';
import type { PackSource, Result, SynthesisWorkerApi } from '../../workers/synthesis/protocol';

interface Loan {
  /** Address of the worker's script. */
  readonly script: string;
  /** Lock that the borrower holds: it ends with its page, however that does. */
  readonly lease: string;
}

type Call = keyof SynthesisWorkerApi;

/** All that a synthesis worker is asked, by name. */
const CALLS: Readonly<Record<Call, true>> = {
  load: true,
  keepPack: true,
  generate: true,
  preview: true,
  draw: true,
  measure: true,
  restore: true,
  labelPicture: true,
  tryRecogniser: true,
  seatRecognisers: true,
  cancel: true,
};

/**
 * From now on a page lends its synthesis workers, the studio's own, to pages that it opens. One that has a pack loaded answers a page's
 * first `load` of the same at once, after it has given the recognisers that this page keeps their seats, and keeps none of another's. When
 * the page has gone, what it left running is cancelled, and the worker lent again. One that the page terminates, that does not stop, or
 * that broke is ended.
 *
 * What a lent worker remembers of those before: their prompts' embeddings, and the steps of their last runs, from which forks go on.
 */
export async function startLending(holder: Page): Promise<void> {
  await holder.evaluate(readFileSync(createRequire(import.meta.url).resolve('comlink'), 'utf8'));
  await holder.evaluate(lend, Object.keys(CALLS) as Call[]);
}

/** A page that borrows its synthesis worker of the one that lends; all else of it is its own. */
export async function openBorrower(holder: Page): Promise<Page> {
  const opening = holder.waitForEvent('popup');
  await holder.evaluate(() => void window.open('about:blank'));
  return opening;
}

/** Runs in every page before its scripts: where somebody lends, a synthesis worker is borrowed. */
export function borrow(): void {
  const lender = window.opener as Window | null;
  if (!lender) return;
  window.Worker = new Proxy(window.Worker, {
    construct(Own, [script, options]: ConstructorParameters<typeof Worker>) {
      if (options?.name !== 'synthesis') return new Own(script, options);
      const [calls, ending] = [new MessageChannel(), new MessageChannel()];
      const loan: Loan = { script: String(script), lease: crypto.randomUUID() };
      void navigator.locks.request(loan.lease, () => {
        lender.postMessage(loan, location.origin, [calls.port2, ending.port2]);
        return new Promise(() => undefined);
      });
      return Object.assign(calls.port1, { terminate: () => ending.port1.postMessage(null) });
    },
  });
}

/** Runs in the page that lends. */
function lend(calls: readonly Call[]): void {
  /** How long what a page has left running may take to stop, in ms. */
  const PATIENCE = 10_000;

  interface Held {
    readonly worker: Worker;
    readonly remote: Comlink.Remote<SynthesisWorkerApi>;
    /** What it has loaded, or is loading; null for nothing. */
    source: string | null;
    pack: LoadedPack | null;
    /** Calls that are not answered yet, with what `cancel` ends them by. */
    readonly unanswered: Map<Promise<unknown>, unknown>;
    /** Rejects with what broke it. */
    readonly broken: Promise<never>;
    /** Resolves once nothing runs in it any more; null while a page has it. */
    free: Promise<void> | null;
  }

  const { expose, proxy, wrap } = (window as unknown as { readonly Comlink: typeof Comlink }).Comlink;
  const held = new Set<Held>();

  function start(script: string): Held {
    const worker = new Worker(script, { type: 'module', name: 'synthesis' });
    const broken = new Promise<never>((_, reject) => worker.addEventListener('error', ({ message }) => reject(new Error(message))));
    const one: Held = { worker, remote: wrap<SynthesisWorkerApi>(worker), source: null, pack: null, unanswered: new Map(), broken, free: null };
    broken.catch(() => end(one));
    held.add(one);
    return one;
  }

  function end(one: Held): void {
    one.worker.terminate();
    held.delete(one);
  }

  async function takeLoaded(source: string): Promise<Held | null> {
    for (const one of held) {
      if (one.source !== source || one.free === null) continue;
      const { free } = one;
      one.free = null;
      await free;
      if (held.has(one) && one.pack) return one;
      end(one);
    }
    return null;
  }

  async function stop(one: Held): Promise<void> {
    for (const job of one.unanswered.values()) if (typeof job === 'string') void one.remote.cancel(job);
    const stopped = Promise.allSettled(one.unanswered.keys()).then(() => true);
    if (!(await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, PATIENCE))]))) end(one);
  }

  function giveBack(one: Held | null): void {
    if (one) one.free = stop(one);
  }

  window.addEventListener('message', ({ data: { script, lease }, ports: [port, ending] }: MessageEvent<Loan>) => {
    if (!port || !ending) return;
    let one: Held | null = null;
    let left = false;

    const ask = async (call: Call, args: readonly unknown[]): Promise<unknown> => {
      one ??= start(script);
      const { remote, unanswered, broken } = one;
      const passedOn = args.map((each) => (typeof each === 'function' ? proxy(each as () => void) : each));
      const answer = Promise.race([(remote[call] as (...given: unknown[]) => Promise<unknown>)(...passedOn), broken]);
      unanswered.set(answer, args[0]);
      return answer.finally(() => unanswered.delete(answer));
    };

    const borrowLoaded = async (source: string): Promise<LoadedPack | null> => {
      one = await takeLoaded(source);
      if (left) giveBack(one);
      if (!one?.pack) return null;
      const { pack } = one;
      const seats = (await ask('seatRecognisers', [])) as Result<LoadedPack['recognisers']>;
      return seats.ok ? { ...pack, recognisers: seats.value } : null;
    };

    const load = async (source: PackSource, onProgress: unknown): Promise<Result<LoadedPack>> => {
      const wanted = JSON.stringify(source);
      const borrowed = one === null ? await borrowLoaded(wanted) : null;
      if (borrowed) return { ok: true, value: borrowed };
      one ??= start(script);
      one.source = wanted;
      const loaded = (await ask('load', [source, onProgress])) as Result<LoadedPack>;
      one.pack = loaded.ok ? loaded.value : null;
      return loaded;
    };

    expose({ ...Object.fromEntries(calls.map((call) => [call, (...args: unknown[]) => ask(call, args)])), load }, port);
    ending.onmessage = () => {
      if (one) end(one);
    };
    void navigator.locks.request(lease, () => {
      left = true;
      giveBack(one);
    });
  });
}
