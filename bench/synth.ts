// `npm run bench -- synth`: faces a second of `npm run synth` by threads of one process and by processes of one thread. Every way has three turns,
// one after the other, so that what else the machine does is spread over them; the median counts. SYNTH_FACES changes how many faces the student
// makes in a turn; the teacher makes a sixth.
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from './percentile';
import { facesPerSecond, type Makers } from './scale/rate';

const FACES = Number(process.env['SYNTH_FACES'] ?? 30);
const TURNS = 3;

interface SynthRate extends Makers {
  readonly student: number;
  readonly teacher: number;
}

export interface SynthFigures {
  readonly rates: readonly SynthRate[];
}

export async function benchSynth(): Promise<SynthFigures> {
  const work = await mkdtemp(join(tmpdir(), 'bench-synth-'));
  const counts = Array.from({ length: Math.min(4, availableParallelism()) }, (_, i) => i + 1);
  const ways: Makers[] = [...counts.map((threads) => ({ workers: 1, threads })), ...counts.slice(1).map((workers) => ({ workers, threads: 1 }))];
  try {
    const measured = ways.map((way) => ({ way, student: [] as number[], teacher: [] as number[] }));
    for (let turn = 0; turn < TURNS; turn++) {
      for (const { way, student, teacher } of measured) {
        student.push(await facesPerSecond(work, true, FACES, way));
        teacher.push(await facesPerSecond(work, false, Math.ceil(FACES / 6), way));
      }
    }
    return { rates: measured.map(({ way, student, teacher }) => ({ ...way, student: percentile(student, 50), teacher: percentile(teacher, 50) })) };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

export function synthTable({ rates }: SynthFigures, circumstances: string): string {
  const [first] = rates;
  const cell = (rate: number, base: number | undefined) => `${rate.toFixed(2)} (${(rate / (base ?? NaN)).toFixed(2)}×)`;
  return [
    `| \`npm run synth\`, faces a second with labels; ${circumstances} | student, 4 steps | teacher, 20 guided steps |`,
    '|---|---|---|',
    ...rates.map(({ workers, threads, student, teacher }) => `| \`--workers ${String(workers)} --threads ${String(threads)}\` | ${cell(student, first?.student)} | ${cell(teacher, first?.teacher)} |`),
  ].join('\n');
}
