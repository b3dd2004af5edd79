import { PREVIEW_STEPS } from '../../domain/recipe/preview';
import type { LivePreview } from '../../storage/preferences';
import { SelectField } from '../../ui/SelectField';
import { useCompose } from './store';

const OPTIONS: readonly { readonly value: LivePreview; readonly text: string }[] = [
  { value: 'off', text: 'Off' },
  { value: 'preview', text: 'While settings move' },
  { value: 'face', text: 'And a face on release' },
];

interface LivePreviewFieldProps {
  readonly value: LivePreview;
  readonly onChange: (value: LivePreview) => void;
}

/** Whether the stage follows the settings. */
export function LivePreviewField({ value, onChange }: LivePreviewFieldProps) {
  const seedLocked = useCompose((state) => state.seedLocked);
  return (
    <section className="live-preview" aria-label="Live preview">
      <div className="row" title={`The face on the stage follows the action units in ${PREVIEW_STEPS} steps while its seed, texts and layout stay. A fork is not previewed. A strip or a batch goes first.`}>
        <SelectField label="Live preview" value={value} options={OPTIONS} onChange={onChange} />
      </div>
      {value !== 'off' && !seedLocked && <p className="note">The seed is not locked: Generate makes another person than the one previewed.</p>}
    </section>
  );
}
