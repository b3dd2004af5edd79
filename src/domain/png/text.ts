import { concatBytes, inflate } from '../bytes/deflate';
import type { PngChunk } from './chunks';

const encoder = new TextEncoder();

/** A tEXt chunk, which every reader knows, where Latin-1 can say the text; an iTXt chunk, which most know, where it cannot. */
export function textChunk(keyword: string, text: string): PngChunk {
  if (!/^[\n\x20-\x7e\xa1-\xff]*$/.test(text)) return internationalTextChunk(keyword, text);
  return { type: 'tEXt', data: Uint8Array.from(`${keyword}\0${text}`, (character) => character.charCodeAt(0)) };
}

/** An iTXt chunk: UTF-8, not compressed. */
export function internationalTextChunk(keyword: string, text: string): PngChunk {
  // keyword, NUL, compression flag and method, empty language tag, empty translated keyword
  return { type: 'iTXt', data: concatBytes([encoder.encode(`${keyword}\0\0\0\0\0`), encoder.encode(text)]) };
}

/** Keyword of a text chunk; null for other chunks. */
export function textKeyword({ type, data }: PngChunk): string | null {
  if (type !== 'tEXt' && type !== 'iTXt' && type !== 'zTXt') return null;
  const end = data.indexOf(0);
  return end < 1 || end > 79 ? null : String.fromCharCode(...data.subarray(0, end));
}

/**
 * Text of an iTXt chunk, unfolded if it is compressed, of at most `limit` bytes.
 * @returns null where the chunk is malformed.
 * @throws InflateLimitError where compressed text unfolds past the limit.
 */
export async function internationalText({ type, data }: PngChunk, limit: number): Promise<string | null> {
  const keywordEnd = data.indexOf(0);
  if (type !== 'iTXt' || keywordEnd < 0) return null;
  const compressed = data[keywordEnd + 1];
  const languageEnd = data.indexOf(0, keywordEnd + 3);
  const translatedEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1);
  if (translatedEnd < 0) return null;
  const body = data.slice(translatedEnd + 1);
  return new TextDecoder().decode(compressed === 1 ? await inflate(body, limit) : body);
}
