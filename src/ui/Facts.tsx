interface FactsProps {
  readonly className: string;
  readonly facts: readonly (readonly [what: string, value: string])[];
}

/** What is known of a thing: terms with their values. */
export function Facts({ className, facts }: FactsProps) {
  return (
    <dl className={className}>
      {facts.map(([what, value]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
