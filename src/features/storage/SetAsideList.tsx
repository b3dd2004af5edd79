import type { SetAside } from '../../storage/setAside';

const KINDS: Readonly<Record<SetAside['kind'], string>> = { face: 'Face', batch: 'Batch', draft: 'Draft' };

/** What is kept and cannot be read, by name and with the reason. */
export function SetAsideList({ aside }: { readonly aside: readonly SetAside[] }) {
  if (aside.length === 0) return null;
  return (
    <>
      <h4 id="set-aside-title">Set aside</h4>
      <p className="note">Kept, but not readable by this version of the studio. Nothing of it is lost or changed.</p>
      <ul aria-labelledby="set-aside-title">
        {aside.map(({ kind, name, why }) => (
          <li key={`${kind} ${name}`}>
            {KINDS[kind]} {name}: {why}
          </li>
        ))}
      </ul>
    </>
  );
}
