import type { Feeds, GraphBytes, Outputs, Runtime, Session, Tensor } from '../../synthesis/runtime/runtime';

/**
 * Graphs whose every input and output begins with the batch (docs/pack-format.md). Not the text encoder: faces of one prompt share one
 * reading of it, and who waits for another face's reading waits in no line.
 */
const BATCHED = new Set(['denoiser', 'student', 'decoder', 'encoder', 'feranno', 'second_opinion']);

interface Waiting {
  readonly feeds: Feeds;
  readonly resolve: (outputs: Outputs) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Several faces made side by side over one runtime. Runs that wait at the same time for the same graph become one run over the
 * batch; it goes off once every face that is being made waits, so that the same faces are always batched alike, whatever the
 * machine does meanwhile. The pipeline knows nothing of it.
 */
export class BatchingRuntime implements Runtime {
  /** Faces being made. */
  private active = 0;
  private readonly waiting = new Map<Session, Waiting[]>();

  constructor(private readonly runtime: Runtime) {}

  get choice(): Runtime['choice'] {
    return this.runtime.choice;
  }

  async createSession(graph: GraphBytes): Promise<Session> {
    const session = await this.runtime.createSession(graph);
    if (!BATCHED.has(graph.name)) return session;
    return { run: (feeds) => (this.active <= 1 ? session.run(feeds) : this.wait(session, feeds)), release: () => session.release() };
  }

  /** What the makers give, in their order, made side by side. None may throw. */
  async together<T>(makers: readonly (() => Promise<T>)[]): Promise<T[]> {
    this.active = makers.length;
    const made = makers.map(async (make) => {
      try {
        return await make();
      } finally {
        this.active -= 1;
        this.goOff();
      }
    });
    return Promise.all(made);
  }

  private wait(session: Session, feeds: Feeds): Promise<Outputs> {
    return new Promise((resolve, reject) => {
      const line = this.waiting.get(session) ?? [];
      line.push({ feeds, resolve, reject });
      this.waiting.set(session, line);
      this.goOff();
    });
  }

  /** Runs what waits, if everybody does. */
  private goOff(): void {
    const lines = [...this.waiting];
    const waiting = lines.reduce((sum, [, line]) => sum + line.length, 0);
    if (waiting === 0 || waiting < this.active) return;
    this.waiting.clear();
    for (const [session, line] of lines) {
      for (const alike of byShape(line)) void runTogether(session, alike);
    }
  }
}

/** Only rows of one shape fit into one tensor. */
function byShape(line: readonly Waiting[]): Waiting[][] {
  const groups = new Map<string, Waiting[]>();
  for (const each of line) {
    const shape = JSON.stringify(Object.entries(each.feeds).map(([name, { dims }]) => [name, dims.slice(1)]));
    groups.set(shape, [...(groups.get(shape) ?? []), each]);
  }
  return [...groups.values()];
}

async function runTogether(session: Session, line: readonly Waiting[]): Promise<void> {
  try {
    const rows = line.map(({ feeds }) => Object.values(feeds)[0]?.dims[0] ?? 0);
    const total = rows.reduce((sum, count) => sum + count, 0);
    const names = Object.keys(line[0]?.feeds ?? {});
    const outputs = await session.run(Object.fromEntries(names.map((name) => [name, stacked(line.flatMap(({ feeds }) => feeds[name] ?? []), total)])));
    let row = 0;
    for (const [i, { resolve }] of line.entries()) {
      const from = row;
      row += rows[i] ?? 0;
      const to = row;
      resolve(Object.fromEntries(Object.entries(outputs).map(([name, data]) => [name, data.slice((data.length / total) * from, (data.length / total) * to)])));
    }
  } catch (error) {
    for (const { reject } of line) reject(error);
  }
}

/** Tensors one after the other along their first axis. */
function stacked(tensors: readonly Tensor[], rows: number): Tensor {
  const [first] = tensors;
  if (first === undefined) throw new Error('There is no tensor to run.');
  const length = tensors.reduce((sum, { data }) => sum + data.length, 0);
  const data = first.data instanceof BigInt64Array ? new BigInt64Array(length) : new Float32Array(length);
  let offset = 0;
  for (const tensor of tensors) {
    data.set(tensor.data as never, offset);
    offset += tensor.data.length;
  }
  return { type: first.type, dims: [rows, ...first.dims.slice(1)], data };
}
