import { describe, expect, it } from 'vitest';
import { readPiece } from './readPiece';

const FILE = 'https://sets.example/smiles/a.bin';

/** A server that answers every request with this. */
const answers = (status: number, body: string, type = 'application/octet-stream'): typeof fetch => () => Promise.resolve(new Response(body, { status, headers: { 'content-type': type } }));

describe('a piece of a file', () => {
  it('is asked for as a range, and the whole file without one', async () => {
    const asked: (string | null)[] = [];
    const noting: typeof fetch = (_, init) => {
      asked.push(new Headers(init?.headers).get('range'));
      return Promise.resolve(new Response('cdef', { status: 206 }));
    };
    expect(await (await readPiece(FILE, 2, 4, noting))?.text()).toBe('cdef');
    await readPiece(FILE, 0, 0, noting);
    expect(asked).toEqual(['bytes=2-5', null]);
  });

  it('is cut from the whole file where the server knows no ranges', async () => {
    expect(await (await readPiece(FILE, 2, 4, answers(200, 'abcdefgh')))?.text()).toBe('cdef');
  });

  it('is null where there is no such file, also where a server answers with its start page', async () => {
    expect(await readPiece(FILE, 0, 0, answers(404, ''))).toBeNull();
    expect(await readPiece(FILE, 0, 0, answers(200, '<html>', 'text/html; charset=utf-8'))).toBeNull();
  });

  it.each([
    ['the server has trouble', answers(500, ''), 'HTTP 500'],
    ['no answer comes', () => Promise.reject(new TypeError('failed')), 'no answer'],
    ['too little comes', answers(206, 'ab'), '2 bytes came where 4 were asked for'],
  ] satisfies [string, typeof fetch, string][])('says what is wrong where %s', async (_, server, why) => {
    await expect(readPiece(FILE, 0, 4, server)).rejects.toThrow(why);
  });
});
