export function SystemSection({ facts }: { readonly facts: readonly (readonly [what: string, value: string])[] }) {
  return (
    <section className="page-section" aria-labelledby="system-title">
      <h3 id="system-title">System</h3>
      <dl className="page-facts">
        {facts.map(([what, value]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
