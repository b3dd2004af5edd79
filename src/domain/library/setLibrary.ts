import { z } from 'zod';
import { fromBase64Url, toBase64Url } from '../bytes/base64url';
import { EXPRESSION_CLASSES, actionUnitSchema } from '../packs/manifest';
import { FRAMING_FLAGS } from '../pictures/framing';
import { PIXEL_FLAGS } from '../pictures/quality';
import type { FaceInShort } from './faceInShort';

/**
 * A merged set as a library to look through without fetching it: `library/index.json` names shards of five hundred faces, each a file
 * of what lists need of them and a file of thumbnails. Pictures and whole labels are read where they lie in the set, by offset.
 */
export const LIBRARY_FOLDER = 'library';
export const INDEX_PATH = `${LIBRARY_FOLDER}/index.json`;
export const RECIPES_PATH = 'recipes.jsonl';
/** What people said of the set's faces, beside it. */
export const VERDICTS_PATH = 'verdicts.jsonl';

export const FACES_A_SHARD = 500;

const path = z.string().min(1).max(300).regex(/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/);
const count = z.int().min(0);

const indexSchema = z.object({
  format: z.literal('synfer-library'),
  version: z.literal(1),
  name: z.string().max(300),
  faces: count,
  /** SHA-256 of the set's plan.json: verdicts are of the plan's faces, whichever of them this set has. */
  plan: z.string().regex(/^[0-9a-f]{64}$/),
  /** The pack's action units, by which `au` of a face is read. */
  actionUnits: z.array(actionUnitSchema).max(200),
  shards: z.array(z.strictObject({ faces: z.int().min(1), faceFile: path, thumbnailFile: path })).max(100_000),
});

export type SetIndex = z.infer<typeof indexSchema>;

/** Where a piece of a file is; `bytes` 0 means all of it. */
export interface Piece {
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
}

/** A face of a set as it is listed there. */
export interface ListedFace extends FaceInShort {
  /** Its picture; null where it lies in a table that cannot be read in part. */
  readonly picture: Piece | null;
  readonly thumbnail: Piece;
  /** Its line of recipes.jsonl. */
  readonly record: Piece;
}

/** A face of a set, read. */
export interface SetFace extends ListedFace {
  /** Stands for a time: the set's first face counts as its newest. */
  readonly savedAt: number;
}

/** A set's library cannot be read. The message says why and what to do. */
export class SetError extends Error {
  override readonly name = 'SetError';
}

const FLAGS = [...FRAMING_FLAGS, ...PIXEL_FLAGS];
const words = z.array(z.string().max(5000));
const whole = z.array(count);
const share = z.array(z.number().min(0).max(1));

/** A shard, column by column. Shares of votes and units are bytes, 255 for 1: as fine as a filter asks. */
const shardSchema = z.strictObject({
  ids: z.string(),
  hashes: z.string(),
  packs: words,
  pack: whole,
  prompts: words,
  prompt: whole,
  seed: whole,
  /** Number of the class; one past the last for none. */
  requested: whole,
  /** As `requested`. Where there is none, the four measures of it are 0. */
  recognised: whole,
  confidence: share,
  entropy: share,
  margin: share,
  agreement: share,
  voters: z.int().min(0).max(20),
  votes: z.string(),
  /** Columns of action units; 0 where none are read. */
  units: z.int().min(0).max(1000),
  au: z.string(),
  quality: z.array(z.int().min(0)),
  files: z.array(path),
  /** Number of the file that holds the picture; one past the last where it cannot be read. */
  file: whole,
  offset: whole,
  bytes: whole,
  thumbnailBytes: whole,
  recordOffset: whole,
  recordBytes: whole,
});

type Shard = z.infer<typeof shardSchema>;

const CLASSES = EXPRESSION_CLASSES.length;
const ID_LENGTH = 16;
const HASH_LENGTH = 64;

/** The text of a shard's face file. */
export function shardText(faces: readonly ListedFace[]): string {
  const [packs, prompts, files] = [new Numbering(), new Numbering(), new Numbering()];
  const pictures = faces.map(({ picture }) => picture && { ...picture, file: files.numberOf(picture.path) });
  const classNumber = (name: FaceInShort['requested']) => (name === null ? CLASSES : EXPRESSION_CLASSES.indexOf(name));
  const voters = faces[0]?.votes.length ?? 0;
  const units = faces[0]?.au?.length ?? 0;
  const shard: Shard = {
    ids: faces.map(({ id }) => id).join(''),
    hashes: faces.map(({ hash }) => hash).join(''),
    pack: faces.map(({ pack }) => packs.numberOf(pack)),
    packs: packs.names,
    prompt: faces.map(({ prompt }) => prompts.numberOf(prompt)),
    prompts: prompts.names,
    seed: faces.map(({ seed }) => seed),
    requested: faces.map(({ requested }) => classNumber(requested)),
    recognised: faces.map(({ recognised }) => classNumber(recognised)),
    confidence: faces.map(({ confidence }) => rounded(confidence ?? 0)),
    entropy: faces.map(({ entropy }) => rounded(entropy ?? 0)),
    margin: faces.map(({ margin }) => rounded(margin ?? 0)),
    agreement: faces.map(({ agreement }) => rounded(agreement ?? 0)),
    voters,
    votes: inBytes(faces.flatMap(({ votes }) => Array.from({ length: voters }, (_, voter) => Array.from({ length: CLASSES }, (_each, i) => votes[voter]?.[i] ?? 0)).flat())),
    units,
    au: inBytes(faces.flatMap(({ au }) => Array.from({ length: units }, (_, i) => au?.[i] ?? 0))),
    quality: faces.map(({ quality }) => quality.reduce((bits, flag) => bits | (1 << FLAGS.indexOf(flag)), 0)),
    files: files.names,
    file: pictures.map((picture) => picture?.file ?? files.names.length),
    offset: pictures.map((picture) => picture?.offset ?? 0),
    bytes: pictures.map((picture) => picture?.bytes ?? 0),
    thumbnailBytes: faces.map(({ thumbnail }) => thumbnail.bytes),
    recordOffset: faces.map(({ record }) => record.offset),
    recordBytes: faces.map(({ record }) => record.bytes),
  };
  return JSON.stringify(shard);
}

/** Different texts by number, in the order they come. */
class Numbering {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

/** To five digits, agreement of 1 staying 1. */
const rounded = (share: number) => Math.round(share * 1e5) / 1e5;
const inBytes = (shares: readonly number[]) => toBase64Url(Uint8Array.from(shares, (value) => Math.round(value * 255)));

/** @throws SetError */
export function parseIndex(text: string): SetIndex {
  return parsed(indexSchema, text, INDEX_PATH);
}

export function indexText(index: SetIndex): string {
  return `${JSON.stringify(index, null, 1)}\n`;
}

/**
 * The faces of a shard's face file.
 * @param after faces of the set from this shard on
 * @throws SetError where it is none, or has another number of faces than the index says
 */
export function parseShard(text: string, after: number, { faces: length, faceFile, thumbnailFile }: SetIndex['shards'][number]): SetFace[] {
  const shard = parsed(shardSchema, text, faceFile);
  const [votes, au] = [fromBase64Url(shard.votes), fromBase64Url(shard.au)];
  const columns = Object.values(shard).filter((column): column is number[] => Array.isArray(column) && typeof column[0] === 'number');
  const whole = shard.ids.length === length * ID_LENGTH && shard.hashes.length === length * HASH_LENGTH && columns.every((column) => column.length === length);
  if (!whole || votes?.length !== length * shard.voters * CLASSES || au?.length !== length * shard.units) throw invalid(faceFile, 'its columns are not of one length');
  const thumbnails = Float64Array.from(shard.thumbnailBytes);
  for (let i = 0, offset = 0; i < length; i++) {
    thumbnails[i] = offset;
    offset += shard.thumbnailBytes[i] ?? 0;
  }
  return Array.from({ length }, (_, row) => new ShardFace(shard, { votes, au, thumbnails, thumbnailFile }, row, after - row));
}

interface Decoded {
  readonly votes: Uint8Array;
  readonly au: Uint8Array;
  readonly thumbnails: Float64Array;
  readonly thumbnailFile: string;
}

/** A row of a shard. What is seldom asked for is read from the columns each time, so that a hundred thousand faces are small. */
class ShardFace implements SetFace {
  readonly id: string;
  readonly hash: string;
  readonly recognised: FaceInShort['recognised'];
  readonly confidence: number | null;
  readonly agreement: number | null;

  constructor(
    private readonly shard: Shard,
    private readonly decoded: Decoded,
    private readonly row: number,
    readonly savedAt: number,
  ) {
    this.id = shard.ids.slice(row * ID_LENGTH, (row + 1) * ID_LENGTH);
    this.hash = shard.hashes.slice(row * HASH_LENGTH, (row + 1) * HASH_LENGTH);
    this.recognised = EXPRESSION_CLASSES[this.at(shard.recognised)] ?? null;
    this.confidence = this.measured(shard.confidence);
    this.agreement = this.measured(shard.agreement);
  }

  private at(column: readonly number[]): number {
    return column[this.row] ?? 0;
  }

  /** Of the label: null where there is none. */
  private measured(column: readonly number[]): number | null {
    return this.recognised === null ? null : this.at(column);
  }

  get pack() {
    return this.shard.packs[this.at(this.shard.pack)] ?? '';
  }

  get prompt() {
    return this.shard.prompts[this.at(this.shard.prompt)] ?? '';
  }

  get seed() {
    return this.at(this.shard.seed);
  }

  get requested() {
    return EXPRESSION_CLASSES[this.at(this.shard.requested)] ?? null;
  }

  get entropy() {
    return this.measured(this.shard.entropy);
  }

  get margin() {
    return this.measured(this.shard.margin);
  }

  get votes() {
    const { voters } = this.shard;
    return Array.from({ length: voters }, (_, voter) => sharesAt(this.decoded.votes, (this.row * voters + voter) * CLASSES, CLASSES));
  }

  get au() {
    const { units } = this.shard;
    return units === 0 ? null : sharesAt(this.decoded.au, this.row * units, units);
  }

  get quality() {
    const bits = this.at(this.shard.quality);
    return bits === 0 ? [] : FLAGS.filter((_, i) => (bits >> i) % 2 === 1);
  }

  get picture() {
    const file = this.shard.files[this.at(this.shard.file)];
    return file === undefined ? null : { path: file, offset: this.at(this.shard.offset), bytes: this.at(this.shard.bytes) };
  }

  get thumbnail() {
    return { path: this.decoded.thumbnailFile, offset: this.decoded.thumbnails[this.row] ?? 0, bytes: this.at(this.shard.thumbnailBytes) };
  }

  get record() {
    return { path: RECIPES_PATH, offset: this.at(this.shard.recordOffset), bytes: this.at(this.shard.recordBytes) };
  }
}

function sharesAt(bytes: Uint8Array, from: number, length: number): number[] {
  const shares: number[] = [];
  for (let place = from; place < from + length; place++) shares.push((bytes[place] ?? 0) / 255);
  return shares;
}

function parsed<T>(schema: z.ZodType<T>, text: string, file: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw invalid(file, 'this version cannot read it', cause);
  }
}

function invalid(file: string, why: string, cause?: unknown): SetError {
  return new SetError(`${file} is no part of a set's library that this studio knows: ${why}. Merge the set again with --library.`, { cause });
}
