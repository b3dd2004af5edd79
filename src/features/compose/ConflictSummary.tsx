import type { AuConflict } from '../../domain/facs/conflicts';

/** Every conflict with its reason. It hinders nothing: a researcher may well want the impossible face. */
export function ConflictSummary({ conflicts }: { readonly conflicts: readonly AuConflict[] }) {
  if (conflicts.length === 0) return null;
  const impossible = conflicts.filter(({ kind }) => kind === 'impossible').length;
  return (
    <div className="conflicts" role="note" aria-label="Conflicts of action units">
      <p className="conflicts-title">
        {impossible > 0 ? 'No real face shows all of this together' : 'Some units work against each other'}
      </p>
      <ul>
        {conflicts.map(({ units: [first, second], reason }) => (
          <li key={`${first} ${second}`}>
            <b>
              {first} with {second}:
            </b>{' '}
            {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}
