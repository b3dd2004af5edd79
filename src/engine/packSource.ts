import type { PackSource } from '../../workers/synthesis/protocol';
import { resolveBackend, resolvePackUrl } from './pageParameters';

export const packUrl = resolvePackUrl(location.href, import.meta.env.BASE_URL);

const backend = resolveBackend(location.href);

/** What this page asks the worker to load. */
export const packSource: PackSource = { url: packUrl, ...(backend === null ? {} : { backend }) };
