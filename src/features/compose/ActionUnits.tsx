import { useState } from 'react';
import { facsUnit } from '../../domain/facs/actionUnits';
import { findConflicts } from '../../domain/facs/conflicts';
import type { PackActionUnit, PackManifest } from '../../domain/packs/manifest';
import type { Recipe } from '../../domain/recipe/recipe';
import { AuGroup } from './AuGroup';
import { countActive, peakOf } from './auEdits';
import { ConflictSummary } from './ConflictSummary';
import { conflictNotes } from './conflictNotes';
import { whoLeads } from './whoLeads';
import { FacsCodeField } from './FacsCodeField';
import { clearUnits } from './recipeEdits';
import { scaleIntensity, useCompose } from './store';
import { SliderField } from '../../ui/SliderField';

const GROUPS: readonly PackActionUnit['group'][] = ['upper face', 'lower face', 'lips and jaw', 'head', 'gaze'];

interface ActionUnitsProps {
  readonly manifest: PackManifest;
  readonly draft: Recipe;
  /** The AU vector that the face on the stage shows, for the ghost marks. */
  readonly realised: readonly number[] | null;
}

export function ActionUnits({ manifest, draft, realised }: ActionUnitsProps) {
  const [search, setSearch] = useState('');
  const [onlyActive, setOnlyActive] = useState(false);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const conflicts = findConflicts(draft.au);
  const notes = conflictNotes(conflicts);
  const factor = useCompose((state) => state.scale?.factor ?? 1);

  const matches = (unit: PackActionUnit) =>
    matchesSearch(unit, search) && (!onlyActive || peakOf(draft.au[unit.id]) > 0);
  const shown = manifest.actionUnits.filter(matches);

  const toggleCollapsed = (group: string) => {
    const next = new Set(collapsed);
    if (!next.delete(group)) next.add(group);
    setCollapsed(next);
  };

  return (
    <fieldset className="block action-units">
      <legend>
        <h2 className="block-title">Action units</h2>
      </legend>
      {/* Apart from the groups: what comes and goes beside a slider's ancestors makes Chromium let go of the slider that is dragged. */}
      <div className="stack">
        <p className="note" data-testid="au-lead">
          {whoLeads(draft, manifest.words)}
        </p>
        <FacsCodeField au={draft.au} known={manifest.actionUnits} />
        <div className="row">
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
          <button
            type="button"
            className="button"
            disabled={Object.keys(draft.au).length === 0}
            onClick={clearUnits}
          >
            Reset
          </button>
        </div>
        {countActive(draft.au) > 0 && (
          <SliderField
            label="Global intensity"
            hint="In %: scales all active units together, from what they are now"
            value={Math.round(factor * 100)}
            min={10}
            max={200}
            step={5}
            valueText={`${Math.round(factor * 100)} %`}
            onChange={(percent) => scaleIntensity(percent / 100)}
          />
        )}
        <ConflictSummary conflicts={conflicts} />
        {shown.length === 0 && (
          <p className="empty">
            {onlyActive && search === '' ? 'No action unit is active.' : 'No action unit matches. Clear the search to see all.'}
          </p>
        )}
      </div>
      <div>
        {GROUPS.map((group) => {
          const units = shown.filter((unit) => unit.group === group);
          if (units.length === 0) return null;
          return (
            <AuGroup
              key={group}
              name={group}
              units={units}
              au={draft.au}
              realised={realised}
              conflicts={notes}
              open={search !== '' || onlyActive || !collapsed.has(group)}
              onToggle={() => toggleCollapsed(group)}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

function matchesSearch(unit: PackActionUnit, search: string): boolean {
  const text = `${unit.id} ${unit.name} ${unit.group} ${facsUnit(unit.id)?.muscle ?? ''}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
