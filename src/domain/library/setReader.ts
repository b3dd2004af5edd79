import type { Piece } from './setLibrary';

/** Reads a set where it lies: at an address, or in a folder of this machine. */
export interface SetReader {
  /** Address or name of the folder, for people. */
  readonly place: string;
  /** A piece of a file; null where there is no such file. @throws where it cannot be read, saying why and what to do */
  read(piece: Piece): Promise<Blob | null>;
  close(): void;
}
