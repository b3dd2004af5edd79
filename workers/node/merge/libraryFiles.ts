import type { Pixels } from '../../../src/domain/face/pixels';
import { inShort } from '../../../src/domain/library/faceInShort';
import type { FaceInShort } from '../../../src/domain/library/faceInShort';
import { FACES_A_SHARD, INDEX_PATH, LIBRARY_FOLDER, indexText, shardText } from '../../../src/domain/library/setLibrary';
import type { ListedFace, Piece, SetIndex } from '../../../src/domain/library/setLibrary';
import type { PackActionUnit } from '../../../src/domain/packs/manifest';
import { decodePng } from '../../../src/domain/png/decode';
import { encodePng } from '../../../src/domain/png/encode';
import type { SetLibrary } from '../../export/exportFiles';
import { textFile } from '../../export/file';
import type { BeginFile, Bytes, ExportFile, GrowingFile, WrittenFile } from '../../export/file';
import type { ShardFace } from '../shards/shardFile';
import { thumbnailOf } from './thumbnail';

interface Seen {
  readonly face: FaceInShort;
  readonly thumbnail: Bytes;
}

/** The shard of faces under way. */
interface Shard {
  readonly faceFile: string;
  readonly thumbnailFile: string;
  readonly thumbnails: GrowingFile;
  readonly faces: ListedFace[];
  thumbnailsEnd: number;
}

/** Writes a set's library face by face: what is in memory is one shard's faces in short. */
export class LibraryFiles implements SetLibrary {
  /** Looked at, and not yet in the set. */
  private readonly seen = new Map<string, Seen>();
  private readonly written: (ExportFile | WrittenFile)[] = [];
  private readonly shards: SetIndex['shards'][number][] = [];
  private shard: Shard | null = null;

  constructor(
    private readonly begin: BeginFile,
    private readonly name: string,
    /** SHA-256 of plan.json. */
    private readonly plan: string,
    private readonly actionUnits: readonly PackActionUnit[],
  ) {}

  /** Takes what lists need of a face that may come into the set next. @param hash perceptual hash @throws DomainError where the picture is damaged */
  async look(face: ShardFace['face'], png: Bytes, hash: string): Promise<void> {
    const pixels: Pixels = await decodePng(png);
    this.seen.clear();
    this.seen.set(face.id, { face: inShort(face, pixels, hash), thumbnail: await encodePng(thumbnailOf(pixels)) });
  }

  add(id: string, picture: Piece | null, record: Piece): void {
    const seen = this.seen.get(id);
    if (seen === undefined) throw new Error(`Face ${id} was not looked at before it was written.`);
    const { face, thumbnail } = seen;
    this.shard ??= this.beginShard();
    const { thumbnails, thumbnailFile, faces, thumbnailsEnd } = this.shard;
    thumbnails.add(thumbnail);
    faces.push({ ...face, picture, record, thumbnail: { path: thumbnailFile, offset: thumbnailsEnd, bytes: thumbnail.length } });
    this.shard.thumbnailsEnd += thumbnail.length;
    if (faces.length === FACES_A_SHARD) this.endShard(this.shard);
  }

  finish(): readonly (ExportFile | WrittenFile)[] {
    if (this.shard !== null) this.endShard(this.shard);
    const faces = this.shards.reduce((sum, shard) => sum + shard.faces, 0);
    const index: SetIndex = { format: 'synfer-library', version: 1, name: this.name, faces, plan: this.plan, actionUnits: [...this.actionUnits], shards: this.shards };
    return [...this.written, textFile(INDEX_PATH, indexText(index))];
  }

  private beginShard(): Shard {
    const stem = `${LIBRARY_FOLDER}/${String(this.shards.length).padStart(5, '0')}`;
    const thumbnailFile = `${stem}.thumbnails`;
    return { faceFile: `${stem}.json`, thumbnailFile, thumbnails: this.begin(thumbnailFile), faces: [], thumbnailsEnd: 0 };
  }

  private endShard({ faceFile, thumbnailFile, thumbnails, faces }: Shard): void {
    const file = this.begin(faceFile);
    file.add(shardText(faces));
    this.written.push(file.finish(), thumbnails.finish());
    this.shards.push({ faces: faces.length, faceFile, thumbnailFile });
    this.shard = null;
  }
}
