import { expose } from 'comlink';
import { vi } from 'vitest';

/** For unit tests: a worker on this thread: comlink over a message channel, with the events that real workers send. */
export class FakeWorker<Api> extends EventTarget {
  readonly terminate = vi.fn();
  private readonly channel = new MessageChannel();

  constructor(api: Partial<Api>) {
    super();
    expose(api, this.channel.port1);
    this.channel.port1.start();
    this.channel.port2.addEventListener('message', (event) => {
      this.dispatchEvent(Object.assign(new Event('message'), { data: (event).data as unknown }));
    });
    this.channel.port2.start();
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.channel.port2.postMessage(message, transfer);
  }
}
