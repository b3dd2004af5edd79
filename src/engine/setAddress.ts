import type { SetReader } from '../domain/library/setReader';
import { FetchingWorker } from './fetchingWorker';

/** Absolute address of a set's folder, ending in "/". @param address as typed: absolute, or from this page on */
export function setAddress(address: string, pageUrl: string): string {
  const text = address.trim();
  const url = URL.canParse(text, pageUrl) ? new URL(text, pageUrl) : null;
  if (url === null) return text;
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
}

/** Reads a set at an address, through the gate that packs pass. */
export function setAtAddress(address: string): SetReader {
  const worker = new FetchingWorker();
  return {
    place: address,
    read: ({ path, offset, bytes }) => worker.ask((remote) => remote.readPiece(new URL(path, address).href, offset, bytes)),
    close: () => worker.end(),
  };
}
