import type { SplitForecast } from './forecast';

/** What each split will hold: people, faces, and faces of every class that there is. */
export function SplitTable({ splits }: { readonly splits: readonly SplitForecast[] }) {
  const classes = splits[0]?.classes.map(({ name }) => name).filter((name) => splits.some((split) => countOfClass(split, name) > 0)) ?? [];
  return (
    <table className="export-table">
      <caption className="note">No person is in two splits: faces that share a seed, also as a variation, or a layout picture or who is in it, stay together.</caption>
      <thead>
        <tr>
          <th scope="col">In each split</th>
          {splits.map(({ split }) => (
            <th key={split} scope="col">
              {split}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row name="People" counts={splits.map(({ people }) => people)} />
        <Row name="Faces" counts={splits.map(({ faces }) => faces)} />
        {classes.map((name) => (
          <Row key={name} name={name} counts={splits.map((split) => countOfClass(split, name))} />
        ))}
      </tbody>
    </table>
  );
}

function countOfClass({ classes }: SplitForecast, name: string): number {
  return classes.find((other) => other.name === name)?.count ?? 0;
}

function Row({ name, counts }: { readonly name: string; readonly counts: readonly number[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {counts.map((count, column) => (
        <td key={column} className="readout">
          {count.toLocaleString('en')}
        </td>
      ))}
    </tr>
  );
}
