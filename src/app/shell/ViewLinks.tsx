import { VIEWS, useView } from './view';

export function ViewLinks() {
  const current = useView();
  return (
    <nav className="views" aria-label="Views">
      {VIEWS.map(({ id, label, href }) => (
        <a key={id} href={href} aria-current={id === current ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
