import type { ReactNode } from 'react';
import '../../styles/pages.css';

interface PageProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A view that is read from top to bottom, section by section. */
export function Page({ title, children }: PageProps) {
  return (
    <main className="page" tabIndex={-1}>
      <div className="view-bar">
        <h2 id="view-title" tabIndex={-1}>
          {title}
        </h2>
      </div>
      <div className="page-body">{children}</div>
    </main>
  );
}
