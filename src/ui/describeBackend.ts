import type { Backend } from '../domain/face/backend';

export function describeBackend(backend: Backend): string {
  switch (backend.kind) {
    case 'webgpu':
      return 'webgpu';
    case 'wasm':
      return `wasm, ${backend.threads} ${backend.threads === 1 ? 'thread' : 'threads'}`;
    case 'node':
      return 'node';
  }
}
