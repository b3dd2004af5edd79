import { expose, transfer } from 'comlink';
import { encodePng } from '../../src/domain/png/encode';
import type { PngWorkerApi } from './pngProtocol';

const api: PngWorkerApi = {
  async encode(pixels, extra) {
    const bytes = await encodePng(pixels, extra);
    return transfer(bytes, [bytes.buffer]);
  },
};

expose(api);
