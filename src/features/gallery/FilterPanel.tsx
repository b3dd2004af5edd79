import { useMemo } from 'react';
import { EXPRESSION_CLASSES, type PackActionUnit } from '../../domain/packs/manifest';
import { FIVE_POINT } from '../../domain/recipe/limits';
import { countNames } from '../../library/names';
import { useShown } from '../../library/shown';
import { facesAtHand } from '../../library/store';
import { SelectField } from '../../ui/SelectField';
import { SliderField } from '../../ui/SliderField';
import { ENTROPY_MEANS, MARGIN_MEANS } from '../../library/uncertainty';
import { NO_FILTERS, activeFilters, type Filters } from './filters';
import { clearFilters, setFilter, useGallery } from './store';

/** A choice that may also leave everything in: null is the empty value of the list. */
const ANY = '';
const CLASSES = EXPRESSION_CLASSES.map((name) => ({ value: name, text: name.charAt(0).toUpperCase() + name.slice(1) }));

interface FilterPanelProps {
  readonly units: readonly PackActionUnit[];
  readonly shown: number;
  /** Near-duplicates are still being looked for. */
  readonly comparing: boolean;
}

export function FilterPanel({ units, shown, comparing }: FilterPanelProps) {
  const filters = useGallery((state) => state.filters);
  const total = useTotal(filters.archive);
  const active = activeFilters(filters);
  return (
    <div className="filters" role="group" aria-label="Filters">
      <div className="filters-head">
        <p className="grow readout" role="status">{`${shown} of ${total} faces`}</p>
        <button type="button" className="button" disabled={active === 0} onClick={clearFilters}>
          {active === 0 ? 'No filters' : `Clear ${active} ${active === 1 ? 'filter' : 'filters'}`}
        </button>
      </div>
      <ClassFilters filters={filters} />
      <ConfidenceFilters filters={filters} />
      <UnitFilter filters={filters} units={units} />
      <CurationFilters filters={filters} />
      <PictureFilters filters={filters} comparing={comparing} />
    </div>
  );
}

/** How many faces there are to be filtered. */
function useTotal(archive: Filters['archive']): number {
  const all = useShown((state) => state.faces.length);
  const atHand = useShown((state) => facesAtHand(state).length);
  return { without: atHand, only: all - atHand, with: all }[archive];
}

interface Part {
  readonly filters: Filters;
}

function ClassFilters({ filters }: Part) {
  return (
    <div className="block form-grid">
      <label htmlFor="filter-words">Prompt has</label>
      <input id="filter-words" type="search" className="field" placeholder="words" value={filters.words} onChange={(event) => setFilter({ words: event.target.value })} />
      <SelectField
        label="Requested"
        value={filters.requested ?? ANY}
        options={[{ value: ANY, text: 'any' }, ...CLASSES, { value: 'none', text: 'nothing' }]}
        onChange={(value) => setFilter({ requested: value === ANY ? null : value })}
      />
      <SelectField
        label="Recognised"
        value={filters.recognised ?? ANY}
        options={[{ value: ANY, text: 'any' }, ...CLASSES, { value: 'none', text: 'no label' }]}
        onChange={(value) => setFilter({ recognised: value === ANY ? null : value })}
      />
      <SelectField
        label="Agreement"
        value={filters.agreement}
        options={[
          { value: 'any', text: 'any' },
          { value: 'agreed', text: 'all agree' },
          { value: 'disputed', text: 'someone disagrees' },
        ]}
        onChange={(agreement) => setFilter({ agreement })}
      />
    </div>
  );
}

function ConfidenceFilters({ filters }: Part) {
  const [low, high] = filters.confidence;
  const step = { min: 0, max: 1, step: 0.01 };
  return (
    <div className="block stack tight">
      <SliderField label="Confidence ≥" value={low} {...step} onChange={(value) => setFilter({ confidence: [value, Math.max(value, high)] })} />
      <SliderField label="Confidence ≤" value={high} {...step} onChange={(value) => setFilter({ confidence: [Math.min(value, low), value] })} />
      <div title={ENTROPY_MEANS}>
        <SliderField label="Entropy ≥" value={filters.leastEntropy} {...step} onChange={(leastEntropy) => setFilter({ leastEntropy })} />
      </div>
      <div title={MARGIN_MEANS}>
        <SliderField label="Margin ≤" value={filters.mostMargin} {...step} onChange={(mostMargin) => setFilter({ mostMargin })} />
      </div>
    </div>
  );
}

/** Where a unit is first chosen: intensity B, clearly there. */
const UNIT_PRESENT = 0.3;

function UnitFilter({ filters, units }: Part & { readonly units: readonly PackActionUnit[] }) {
  const { au } = filters;
  if (units.length === 0) return null;
  return (
    <div className="block stack tight">
      <div className="form-grid">
        <SelectField
          label="Shows unit"
          value={au?.unit ?? ANY}
          options={[{ value: ANY, text: 'any' }, ...units.map(({ id, name }) => ({ value: id, text: `${id} ${name}` }))]}
          onChange={(unit) => setFilter({ au: unit === ANY ? NO_FILTERS.au : { unit, least: au?.least ?? UNIT_PRESENT } })}
        />
      </div>
      {au && (
        <SliderField
          label={`${au.unit} at least`}
          value={Math.round(au.least * 50) / 10}
          {...FIVE_POINT}
          step={0.1}
          onChange={(value) => setFilter({ au: { ...au, least: value / 5 } })}
        />
      )}
    </div>
  );
}

function CurationFilters({ filters }: Part) {
  const curations = useShown((state) => state.curations);
  const archived = useTotal('only');
  const { archive } = filters;
  const named = useMemo(
    () => [...curations.values()].filter((curation) => archive === 'with' || (curation.archived ?? false) === (archive === 'only')),
    [curations, archive],
  );
  const tags = useMemo(() => countNames(named, 'tags'), [named]);
  const boards = useMemo(() => countNames(named, 'boards'), [named]);
  return (
    <div className="block form-grid">
      <SelectField
        label="Review"
        value={filters.state ?? ANY}
        options={[
          { value: ANY, text: 'any' },
          { value: 'unreviewed', text: 'unreviewed' },
          { value: 'accepted', text: 'accepted' },
          { value: 'rejected', text: 'rejected' },
        ]}
        onChange={(value) => setFilter({ state: value === ANY ? null : value })}
      />
      <SelectField label="Board" value={filters.board ?? ANY} options={namesOf(boards)} onChange={(value) => setFilter({ board: value === ANY ? null : value })} />
      <SelectField label="Tag" value={filters.tag ?? ANY} options={namesOf(tags)} onChange={(value) => setFilter({ tag: value === ANY ? null : value })} />
      <SelectField
        label="Archive"
        value={archive}
        options={[
          { value: 'without', text: 'not shown' },
          { value: 'only', text: `archived only (${archived})` },
          { value: 'with', text: 'shown with the rest' },
        ]}
        onChange={(value) => setFilter({ archive: value })}
      />
      <label className="check second-column">
        <input type="checkbox" checked={filters.starred} onChange={(event) => setFilter({ starred: event.target.checked })} />
        Starred only
      </label>
    </div>
  );
}

function PictureFilters({ filters, comparing }: Part & { readonly comparing: boolean }) {
  return (
    <div className="block form-grid">
      <SelectField
        label="Doubles"
        value={filters.duplicates}
        options={[
          { value: 'any', text: 'all faces' },
          { value: 'only', text: 'near-duplicates only' },
          { value: 'one of each', text: 'one of each' },
        ]}
        onChange={(duplicates) => setFilter({ duplicates })}
      />
      {comparing && <p className="note second-column">Comparing the pictures …</p>}
      <SelectField
        label="Picture"
        value={filters.quality}
        options={[
          { value: 'any', text: 'any quality' },
          { value: 'clean', text: 'nothing wrong' },
          { value: 'flagged', text: 'dark, flat, blurred …' },
        ]}
        onChange={(quality) => setFilter({ quality })}
      />
    </div>
  );
}

function namesOf(names: ReadonlyMap<string, number>) {
  return [{ value: ANY, text: 'any' }, ...Array.from(names, ([name, count]) => ({ value: name, text: `${name} (${count})` }))];
}
