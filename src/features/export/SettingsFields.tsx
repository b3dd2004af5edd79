import { EXPORT_FORMATS } from '../../domain/dataset/formats';
import { LICENCES } from '../../domain/dataset/licences';
import type { LicenceId } from '../../domain/dataset/licences';
import { nameProblem, ratiosProblem } from '../../domain/dataset/settings';
import type { ExportSettings } from '../../domain/dataset/settings';
import { SPLITS } from '../../domain/dataset/splits';
import { NumberField } from '../../ui/NumberField';
import { SelectField } from '../../ui/SelectField';

const LICENCE_OPTIONS: readonly { readonly value: LicenceId; readonly text: string }[] = LICENCES.map(({ id, name }) => ({ value: id, text: name }));

export type ChosenSettings = Omit<ExportSettings, 'date'>;

interface SettingsFieldsProps {
  readonly settings: ChosenSettings;
  readonly disabled: boolean;
  readonly onChange: (settings: ChosenSettings) => void;
}

/** Layout, name, licence and splits of the set. */
export function SettingsFields({ settings, disabled, onChange }: SettingsFieldsProps) {
  const wrongName = nameProblem(settings.name);
  const wrongRatios = ratiosProblem(settings.ratios);
  return (
    <>
      <fieldset className="export-formats" disabled={disabled}>
        <legend>Layout</legend>
        {EXPORT_FORMATS.map(({ id, name, description }) => (
          <label key={id} className="export-format">
            <input type="radio" name="export-format" checked={settings.format === id} aria-describedby={`export-${id}`} onChange={() => onChange({ ...settings, format: id })} />
            <span className="export-format-name">{name}</span>
            <span className="note" id={`export-${id}`}>
              {description}
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className="form-grid" disabled={disabled}>
        <legend className="visually-hidden">Name, licence and splits</legend>
        <label htmlFor="export-name">Name</label>
        <input
          id="export-name"
          className="field"
          value={settings.name}
          aria-invalid={wrongName !== null || undefined}
          aria-describedby="export-name-note"
          onChange={(event) => onChange({ ...settings, name: event.target.value })}
        />
        <SelectField label="Licence" value={settings.licence} options={LICENCE_OPTIONS} onChange={(licence) => onChange({ ...settings, licence })} />
        <span>Splits</span>
        <div className="row export-splits">
          {SPLITS.map((split) => (
            <label key={split}>
              {split}
              <NumberField label={`Share of ${split}`} value={settings.ratios[split]} min={0} max={1000} step={1} onChange={(share) => onChange({ ...settings, ratios: { ...settings.ratios, [split]: share } })} />
            </label>
          ))}
        </div>
      </fieldset>
      <p className="note error" id="export-name-note">
        {wrongName ?? wrongRatios}
      </p>
    </>
  );
}
