import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { BLOCK, TAR_END, tarEntry } from '../../export/tar';
import type { FailedOutcome, MadeFace } from '../faces/faceMaker';

/**
 * A shard's file: a tar of `<id>.png` and `<id>.json` of each face in the plan's order, and of `<id>.failed.json` of each that could
 * not be made. It is added to face by face. Every line of JSON ends with a check of itself and names its picture's SHA-256, so that
 * a file that was broken off or damaged is sound up to a face that can be found.
 */

/** What `<id>.json` says. */
export interface ShardFace {
  readonly place: number;
  /** Perceptual hash, 64 hex characters. */
  readonly hash: string;
  /** SHA-256 of the picture. */
  readonly png: string;
  readonly width: number;
  readonly height: number;
  readonly face: MadeFace['face'];
}

/** What `<id>.failed.json` says. */
export interface ShardFailure {
  readonly place: number;
  readonly code: string;
  readonly reason: string;
}

export type ShardEntry = {
  readonly id: string;
  /** Bytes of the file that the entry takes, from `offset` on. */
  readonly raw: Uint8Array<ArrayBuffer>;
  readonly offset: number;
} & ({ readonly kind: 'made'; readonly said: ShardFace; readonly png: Uint8Array<ArrayBuffer> } | { readonly kind: 'failed'; readonly said: ShardFailure });

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Every file in a shard has this time, so that the same faces give the same bytes. */
const MODIFIED = 0;

/** Faces are added at the end; `finish` ends the archive. */
export class ShardWriter {
  private readonly sha256 = createHash('sha256');

  private constructor(
    private readonly file: FileHandle,
    private end: number,
  ) {}

  /** Goes on with the file at this path, or begins it. Nothing of it is kept until `keep` says so. */
  static async open(path: string): Promise<ShardWriter> {
    // "a+" makes it where it is not there, and never empties it.
    await (await open(path, 'a+')).close();
    return new ShardWriter(await open(path, 'r+'), 0);
  }

  /** The sound entries that are there already. */
  entries(): AsyncGenerator<ShardEntry> {
    return soundEntries(this.file);
  }

  /** Takes the next entry that was there over. */
  keep({ raw }: ShardEntry): void {
    this.sha256.update(raw);
    this.end += raw.length;
  }

  /** Drops what was there and not kept. */
  async dropRest(): Promise<void> {
    await this.file.truncate(this.end);
  }

  async addFace(place: number, { face, png, width, height, hash }: MadeFace): Promise<void> {
    const said: ShardFace = { place, hash, png: sha256Of(png), width, height, face };
    await this.write([...tarEntry(`${face.id}.png`, png, MODIFIED), ...tarEntry(`${face.id}.json`, checkedJson(said), MODIFIED)]);
  }

  async addFailure(place: number, id: string, { code, reason }: FailedOutcome): Promise<void> {
    await this.write(tarEntry(`${id}.failed.json`, checkedJson({ place, code, reason } satisfies ShardFailure), MODIFIED));
  }

  /** Ends the archive and sees it on the disk. */
  async finish(): Promise<{ bytes: number; sha256: string }> {
    await this.write([TAR_END]);
    await this.file.sync();
    await this.file.close();
    return { bytes: this.end, sha256: this.sha256.digest('hex') };
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async write(parts: readonly Uint8Array[]): Promise<void> {
    const bytes = Buffer.concat(parts);
    for (let written = 0; written < bytes.length; ) {
      written += (await this.file.write(bytes, written, bytes.length - written, this.end + written)).bytesWritten;
    }
    this.sha256.update(bytes);
    this.end += bytes.length;
  }
}

/** The entries of a shard's file, one at a time, up to its end or the first that is incomplete or damaged. */
export async function* soundEntries(file: FileHandle): AsyncGenerator<ShardEntry> {
  let offset = 0;
  for (let entry = await soundEntry(file, offset); entry !== null; entry = await soundEntry(file, offset)) {
    yield entry;
    offset += entry.raw.length;
  }
}

/** The entry at this place of a shard's file; null at its end, or where it is incomplete or damaged. */
export async function soundEntry(file: FileHandle, offset: number): Promise<ShardEntry | null> {
  const first = await readFileAt(file, offset);
  if (first === null) return null;
  const id = first.name.split('.')[0] ?? '';
  if (first.name === `${id}.failed.json`) {
    const said = checked<ShardFailure>(first.bytes);
    return said === null ? null : { kind: 'failed', id, said, raw: first.raw, offset };
  }
  const second = first.name === `${id}.png` ? await readFileAt(file, offset + first.raw.length) : null;
  const said = second?.name === `${id}.json` ? checked<ShardFace>(second.bytes) : null;
  if (second === null || said === null || said.png !== sha256Of(first.bytes)) return null;
  return { kind: 'made', id, said, png: first.bytes, raw: new Uint8Array(Buffer.concat([first.raw, second.raw])), offset };
}

interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly raw: Uint8Array<ArrayBuffer>;
}

/** The archive's file at this place; null at its end, or where it is not whole. */
async function readFileAt(file: FileHandle, offset: number): Promise<TarFile | null> {
  const header = await readAt(file, offset, BLOCK);
  if (header === null) return null;
  const text = (from: number, to: number) => decoder.decode(header.subarray(from, to)).split('\0')[0] ?? '';
  const size = parseInt(text(124, 136), 8);
  if (!Number.isFinite(size)) return null;
  const raw = await readAt(file, offset, BLOCK + Math.ceil(size / BLOCK) * BLOCK);
  if (raw === null) return null;
  const [name, bytes] = [text(0, 100), raw.subarray(BLOCK, BLOCK + size)];
  // Header and padding too are as they were written: a bit in them would outlive what is kept.
  return Buffer.concat(tarEntry(name, bytes, MODIFIED)).equals(raw) ? { name, bytes, raw } : null;
}

/** Bytes of a file; null where it ends before. */
async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(length);
  for (let read = 0; read < length; ) {
    const { bytesRead } = await file.read(bytes, read, length - read, offset + read);
    if (bytesRead === 0) return null;
    read += bytesRead;
  }
  return bytes;
}

/** JSON whose last key, "check", is the SHA-256 of all before it. */
function checkedJson(value: object): Uint8Array<ArrayBuffer> {
  const body = JSON.stringify(value).slice(0, -1);
  return encoder.encode(`${body},"check":"${sha256Of(encoder.encode(body))}"}`);
}

const CHECK_LENGTH = ',"check":""}'.length + 64;

/** The value of checked JSON; null where it is damaged. */
function checked<T>(bytes: Uint8Array<ArrayBuffer>): T | null {
  const body = bytes.subarray(0, -CHECK_LENGTH);
  if (decoder.decode(bytes.subarray(-CHECK_LENGTH)) !== `,"check":"${sha256Of(body)}"}`) return null;
  return JSON.parse(decoder.decode(bytes)) as T;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
