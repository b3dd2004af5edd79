import { Facts } from '../../ui/Facts';

export function SystemSection({ facts }: { readonly facts: readonly (readonly [what: string, value: string])[] }) {
  return (
    <section className="page-section" aria-labelledby="system-title">
      <h3 id="system-title">System</h3>
      <Facts className="page-facts" facts={facts} />
    </section>
  );
}
