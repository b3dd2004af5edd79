import { shortPhrase } from '../../domain/recipe/attributes';
import { BarRow } from '../../ui/BarRow';
import { countOf } from '../../ui/format';
import type { LookCounts } from './lookCounts';

/** The first groups are shown at once; there are too many to show all. */
const GROUPS_SHOWN = 2;

/** How often each look was asked for in the faces shown. */
export function LookShares({ groups }: { readonly groups: readonly LookCounts[] }) {
  const more = groups.slice(GROUPS_SHOWN);
  return (
    <section className="block" aria-labelledby="looks-title">
      <h3 className="block-title" id="looks-title">
        Looks
      </h3>
      <p className="note">
        {groups.length === 0 ? 'No prompt of these faces names a look.' : 'Faces whose prompt names the look: what was asked for, not what was seen.'}
      </p>
      {groups.slice(0, GROUPS_SHOWN).map((group) => (
        <LookBars key={group.name} group={group} />
      ))}
      {more.length > 0 && (
        <details className="disclosure">
          <summary>{countOf(more.length, 'more group')}</summary>
          {more.map((group) => (
            <LookBars key={group.name} group={group} />
          ))}
        </details>
      )}
    </section>
  );
}

function LookBars({ group: { name, counts, none } }: { readonly group: LookCounts }) {
  const most = Math.max(1, none, ...counts.map(({ count }) => count));
  const rows = [...counts.map(({ phrase, count }) => ({ text: shortPhrase(phrase), count })), { text: 'none named', count: none }];
  return (
    <table className="bars look-bars">
      <caption>{name}</caption>
      <tbody>
        {rows.map(({ text, count }) => (
          <BarRow key={text} name={text} share={count / most} readouts={[count]} />
        ))}
      </tbody>
    </table>
  );
}
