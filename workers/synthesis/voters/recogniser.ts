import { sha256Hex } from '../../../src/domain/bytes/sha256';
import { softmax } from '../../../src/domain/labels/probabilities';
import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import { VOTER_FILE, parseVoterFile } from '../../../src/domain/recognisers/voterFile';
import type { VoterActionUnits, VoterExpression, VoterFile } from '../../../src/domain/recognisers/voterFile';
import { classWeightsOf } from '../../../src/domain/recognisers/weight';
import type { Counting } from '../../../src/domain/recognisers/weight';
import type { AuReading, Vote } from '../../../src/domain/face/label';
import { SynthesisError } from '../errors';
import type { SeenFace } from '../faces/seenFace';
import { output } from '../runtime/runtime';
import type { Outputs, Runtime, Session } from '../runtime/runtime';
import { voterInput } from './voterInput';

/** A recogniser's files by name, wherever they lie; null for one that is not there. */
export type VoterReader = (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;

/** What a recogniser says of a face; null what it does not read, or could not, as where no face was found. */
export interface Opinion {
  readonly vote: Vote | null;
  readonly actionUnits: AuReading | null;
}

/** A recogniser's file is not there. */
export class MissingVoterFile extends SynthesisError {
  constructor(name: string) {
    super('voter-invalid', `${name} is not among its files.`);
  }
}

/** From this size on a graph is worth a graphics device. */
const SMALL = 8 * 1024 * 1024;

/** A network that names expressions, or reads action units, in pictures: a folder's graph, fed as its voter.json says. It reads 8-bit pixels. */
export class Recogniser {
  private constructor(
    readonly file: VoterFile,
    /** Of its graph: which network it is. */
    readonly sha256: string,
    private readonly session: Session,
  ) {}

  /** @throws DomainError `voter-invalid`; MissingVoterFile; SynthesisError of the runtime */
  static async open(read: VoterReader, runtime: Runtime): Promise<Recogniser> {
    const bytes = async (name: string) => {
      const found = await read(name);
      if (found === null) throw new MissingVoterFile(name);
      return found;
    };
    const file = parseVoterFile(new TextDecoder().decode(await bytes(VOTER_FILE)));
    const graph = await bytes(file.graph);
    const externalData = await Promise.all(file.externalData.map(async (path) => ({ path, data: await bytes(path) })));
    const weights = externalData.reduce((sum, { data }) => sum + data.length, graph.length);
    const session = await runtime.createSession({ name: file.name, graph, externalData, onProcessor: weights < SMALL });
    return new Recogniser(file, await sha256Hex(graph), session);
  }

  /** Gives back the memory it takes. */
  release(): Promise<void> {
    return this.session.release();
  }

  /**
   * @param voter what its votes are called
   * @throws SynthesisError of the runtime; `voter-invalid` where the graph gives other numbers than described
   */
  async read(face: SeenFace, voter: string, counts: Counting): Promise<Opinion> {
    const { input, expression, actionUnits, name } = this.file;
    const tensor = await voterInput(face, input);
    if (tensor === null) return { vote: null, actionUnits: null };
    const outputs = await this.session.run({ [input.name]: tensor });
    return {
      vote: expression ? { voter, label: name, sha256: this.sha256, probabilities: this.probabilities(outputs, expression), classWeights: classWeightsOf(expression, counts) } : null,
      actionUnits: actionUnits ? { reader: voter, label: name, sha256: this.sha256, units: this.units(outputs, actionUnits) } : null,
    };
  }

  /** Calibrated, in class order, over the classes that the studio has. */
  private probabilities(outputs: Outputs, { output: named, classes, gives, temperature }: VoterExpression): number[] {
    const numbers = this.numbers(outputs, named, classes.length);
    const ours = classes.flatMap((name, i) => (name === null ? [] : [{ name, logit: gives === 'logits' ? (numbers[i] ?? NaN) : Math.log(Math.max(numbers[i] ?? NaN, Number.MIN_VALUE)) }]));
    const calibrated = softmax(ours.map(({ logit }) => logit), temperature);
    return EXPRESSION_CLASSES.map((name) => calibrated[ours.findIndex((our) => our.name === name)] ?? 0);
  }

  /** 0–1 by unit. */
  private units(outputs: Outputs, { output: named, columns, gives, maximum }: VoterActionUnits): Record<string, number> {
    const numbers = this.numbers(outputs, named, columns.length);
    const intensity = (value: number) => Math.min(1, Math.max(0, gives === 'logits' ? 1 / (1 + Math.exp(-value)) : value / maximum));
    return Object.fromEntries(columns.flatMap((unit, i) => (unit === null ? [] : [[unit, intensity(numbers[i] ?? NaN)]])));
  }

  private numbers(outputs: Outputs, named: string, length: number): Float32Array {
    if (outputs[named] === undefined) throw new SynthesisError('voter-invalid', `${this.file.name} gave no output "${named}"; it has ${Object.keys(outputs).join(', ')}.`);
    const numbers = output(outputs, named);
    if (numbers.length !== length) throw new SynthesisError('voter-invalid', `${this.file.name} gave ${String(numbers.length)} numbers for ${String(length)} ${named}.`);
    if (numbers.some((value) => !Number.isFinite(value))) throw new SynthesisError('numerical', `${this.file.name} computed no usable numbers.`);
    return numbers;
  }
}
