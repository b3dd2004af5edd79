import { describe, expect, it } from 'vitest';
import { refusalOf, unreadable } from './whatItIs';

const bytes = (...parts: (string | number[])[]) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));

describe('a file that is not opened', () => {
  it.each([
    ['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0]), /is a JPEG picture.*Layout/],
    ['WebP', bytes('RIFF', [1, 2, 3, 4], 'WEBP'), /is a WebP picture.*Layout/],
    ['HEIC', bytes([0, 0, 0, 24], 'ftypheic'), /is a HEIC picture.*save it as JPEG or PNG/],
    ['AVIF', bytes([0, 0, 0, 24], 'ftypavif'), /is an AVIF picture.*Layout/],
    ['MP4', bytes([0, 0, 0, 24], 'ftypisom'), /is a video/],
    ['0 bytes', bytes(), /is empty/],
    ['CSV', bytes('name, age\nAda, 36'), /is a table.*None of its columns/],
    ['text', bytes('Dear diary'), /is a text: neither a PNG picture nor a recipe/],
    ['anything', bytes([0, 1, 2, 3, 200]), /kind that is not known/],
  ])('of %s is named, said what it is and what can be done with it', (_, content, message) => {
    expect(refusalOf('face.x', content)).toMatch(message);
    expect(refusalOf('face.x', content)).toMatch(/^face\.x /);
  });

  it('that cannot be read is named too', () => expect(unreadable('faces')).toMatch(/^faces could not be read: it is a folder/));
});
