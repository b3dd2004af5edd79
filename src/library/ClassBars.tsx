import { BarRow } from '../ui/BarRow';
import { ClassName } from '../ui/ClassName';
import { classBalance, type ClassCount } from './distributions';

interface ClassBarsProps {
  readonly caption: string;
  readonly counts: readonly ClassCount[];
}

/** How many faces there are of every class, and how even that is. */
export function ClassBars({ caption, counts }: ClassBarsProps) {
  const most = Math.max(1, ...counts.map(({ count }) => count));
  const balance = classBalance(counts);
  return (
    <table className="bars">
      <caption>
        <span>{caption}</span>
        <span className="readout" title="Evenness of the eight classes: entropy over its maximum">
          balance {balance === null ? '–' : balance.toFixed(2)}
        </span>
      </caption>
      <tbody>
        {counts.map(({ name, count }) => (
          <BarRow key={name} className={`class-${name}`} name={<ClassName name={name} />} share={count / most} readouts={[count]} />
        ))}
      </tbody>
    </table>
  );
}
