import type { Unmet } from './needs';

/** In place of the studio, where it cannot start. */
export function UnmetNeeds({ missing, advice }: Unmet) {
  return (
    <main className="failure" role="alert">
      <h1>The studio cannot start here</h1>
      <p>This page lacks:</p>
      <ul>
        {missing.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <p>{advice}</p>
    </main>
  );
}
