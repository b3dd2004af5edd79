import type { PackManifest } from '../../domain/packs/manifest';
import { packFiles } from '../../domain/packs/parseManifest';
import { FiguresTable } from '../../ui/FiguresTable';
import { formatSize } from '../../ui/format';

/** Every file of the pack with the graphs that use it. Its hash is checked whenever it is loaded. */
export function PackGraphs({ manifest }: { readonly manifest: PackManifest }) {
  const files = packFiles(manifest);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <FiguresTable label="Files of the pack" columns={['File', 'Used by', 'Size', 'SHA-256']}>
      <tbody>
        {files.map(({ path, bytes, sha256 }) => (
          <tr key={path}>
            <th scope="row">{path}</th>
            <td>{usersOf(manifest, path).join(', ')}</td>
            <td className="readout">{formatSize(bytes)}</td>
            <td className="hash" title={sha256}>
              {sha256.slice(0, 16)}…
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">All</th>
          <td />
          <td className="readout">{formatSize(total)}</td>
          <td />
        </tr>
      </tfoot>
    </FiguresTable>
  );
}

function usersOf({ graphs, tokenizer }: PackManifest, path: string): string[] {
  if (tokenizer.file.path === path || tokenizer.config.path === path) return ['tokenizer'];
  return Object.entries(graphs).flatMap(([name, graph]) => (graph && [graph.file, ...graph.externalData].some((file) => file.path === path) ? [name] : []));
}
