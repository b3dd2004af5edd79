import { countOf } from '../../ui/format';
import { useImport } from './store';

/** How far an import has come. How many faces a set has is known only at its end, so there is a count and no bar. */
export function ImportProgress() {
  const current = useImport((state) => state.current);
  if (!current) return null;
  return (
    <p className="import-progress">
      {current.file}: {countOf(current.done, current.unit)} read
    </p>
  );
}
