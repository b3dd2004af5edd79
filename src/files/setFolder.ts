import { INDEX_PATH, SetError } from '../domain/library/setLibrary';
import type { SetReader } from '../domain/library/setReader';

/** A set in a folder that was chosen, or in a folder of it. @throws SetError where there is none */
export function setInFolder(chosen: readonly File[]): SetReader {
  const files = new Map(chosen.map((file) => [file.webkitRelativePath, file]));
  const indexes = [...files.keys()].filter((path) => path.endsWith(`/${INDEX_PATH}`)).sort((a, b) => a.length - b.length);
  const [index] = indexes;
  const name = chosen[0]?.webkitRelativePath.split('/')[0] ?? 'the folder';
  if (index === undefined) throw new SetError(`There is no ${INDEX_PATH} in ${name}. Choose the folder of a set that was merged with --library.`);
  const root = index.slice(0, -INDEX_PATH.length);
  return {
    place: root.replace(/\/$/, ''),
    read: ({ path, offset, bytes }) => {
      const file = files.get(root + path);
      return Promise.resolve(file === undefined ? null : bytes === 0 ? file : file.slice(offset, offset + bytes));
    },
    close: () => files.clear(),
  };
}
