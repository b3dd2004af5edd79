import type { VoterReader } from './recogniser';

/** Reads a voter's files over HTTP from a folder URL ending in "/". What does not answer is not there. */
export function fetchVoterReader(folderUrl: string, fetchFile: typeof fetch = fetch): VoterReader {
  return async (name) => {
    const response = await fetchFile(new URL(name, folderUrl).href).catch(() => null);
    // A server that answers every address with its start page has no such file.
    if (response?.ok !== true || /text\/html/i.test(response.headers.get('content-type') ?? '')) return null;
    return new Uint8Array(await response.arrayBuffer());
  };
}
