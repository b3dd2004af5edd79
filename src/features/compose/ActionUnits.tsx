import { useState } from 'react';
import { facsUnit } from '../../domain/facs/actionUnits';
import { findConflicts } from '../../domain/facs/conflicts';
import { DISFA_UNITS } from '../../domain/facs/disfa';
import type { PackActionUnit, PackManifest } from '../../domain/packs/manifest';
import type { Recipe } from '../../domain/recipe/recipe';
import { CommandButton } from '../../ui/CommandButton';
import { SliderField } from '../../ui/SliderField';
import { AuGroup } from './AuGroup';
import { AuRows } from './AuRows';
import { countActive, peakOf } from './auEdits';
import { ConflictSummary } from './ConflictSummary';
import { conflictNotes } from './conflictNotes';
import { FacsCodeField } from './FacsCodeField';
import { scaleIntensity, useCompose } from './store';
import { whoLeads } from './whoLeads';

const GROUPS: readonly PackActionUnit['group'][] = ['upper face', 'lower face', 'lips and jaw', 'head', 'gaze'];

interface ActionUnitsProps {
  readonly manifest: PackManifest;
  readonly settings: Pick<Recipe, 'au' | 'expression' | 'prompt'>;
  /** The AU vector that the face on the stage shows, for the ghost marks. */
  readonly realised: readonly number[] | null;
}

/** The twelve units that the field reports on and those that are set; all the others one press or one word away. */
export function ActionUnits({ manifest, settings, realised }: ActionUnitsProps) {
  const [search, setSearch] = useState('');
  const [onlyActive, setOnlyActive] = useState(false);
  const [all, setAll] = useState(false);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const conflicts = findConflicts(settings.au);
  const factor = useCompose((state) => state.scale?.factor ?? 1);

  const edited = useCompose((state) => state.lastEdit?.tag.split(' ')[0]);

  const active = ({ id }: PackActionUnit) => peakOf(settings.au[id]) > 0;
  // A slider that is dragged to 0 stays under the pointer.
  const atHand = (unit: PackActionUnit) => DISFA_UNITS.includes(unit.id) || active(unit) || unit.id === edited;
  const grouped = (all || search !== '') && !onlyActive;
  const shown = manifest.actionUnits.filter(
    (unit) => matchesSearch(unit, search) && (onlyActive ? active(unit) : grouped || atHand(unit)),
  );
  const rows = { au: settings.au, realised, conflicts: conflictNotes(conflicts) };

  const toggleCollapsed = (group: string) => {
    const next = new Set(collapsed);
    if (!next.delete(group)) next.add(group);
    setCollapsed(next);
  };

  return (
    <section className="action-units" aria-labelledby="units-title">
      <div className="units-head">
        <h2 className="block-title" id="units-title">
          Action units
        </h2>
        <FacsCodeField au={settings.au} known={manifest.actionUnits} />
        <CommandButton command="clear-units" className="button quiet" title="Set every action unit to 0">
          Reset
        </CommandButton>
      </div>
      <div className="units-rows">
        {grouped ? (
          GROUPS.map((group) => {
            const units = shown.filter((unit) => unit.group === group);
            return (
              units.length > 0 && (
                <AuGroup key={group} name={group} units={units} {...rows} open={search !== '' || !collapsed.has(group)} onToggle={() => toggleCollapsed(group)} />
              )
            );
          })
        ) : (
          <AuRows units={shown} {...rows} />
        )}
        {shown.length === 0 && (
          <p className="empty">
            {onlyActive && search === '' ? 'No action unit is active.' : 'No action unit matches. Clear the search to see all.'}
          </p>
        )}
        {/* Under the sliders: what comes and goes above them would move the one that is dragged. */}
        <ConflictSummary conflicts={conflicts} />
      </div>
      <div className="units-foot">
        <div className="row">
          <button type="button" className="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `The ${DISFA_UNITS.length} of DISFA` : `All ${manifest.actionUnits.length} units`}
          </button>
          <input
            type="search"
            className="field grow"
            aria-label="Search action units"
            placeholder="Brow, 12, risorius…"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <label className="check">
            <input type="checkbox" checked={onlyActive} onChange={(event) => setOnlyActive(event.target.checked)} />
            Only active
          </label>
        </div>
        {countActive(settings.au) > 0 ? (
          <SliderField
            label="Global intensity"
            hint={`${whoLeads(settings, manifest.words)}. In %: scales all active units together, from what they are now`}
            value={Math.round(factor * 100)}
            min={10}
            max={200}
            step={5}
            resetTo={100}
            valueText={`${Math.round(factor * 100)} %`}
            onChange={(percent) => scaleIntensity(percent / 100)}
          />
        ) : (
          <p className="note" data-testid="au-lead">
            {whoLeads(settings, manifest.words)}
          </p>
        )}
      </div>
    </section>
  );
}

function matchesSearch(unit: PackActionUnit, search: string): boolean {
  const text = `${unit.id} ${unit.name} ${unit.group} ${facsUnit(unit.id)?.muscle ?? ''}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
