import { NumberField } from '../../ui/NumberField';
import { SliderField } from '../../ui/SliderField';
import { editForm, useBatchForm } from './form';

/** Which faces are accepted without anyone looking, and when there are enough. */
export function AcceptanceFields() {
  const { accepting, accept, balanced, perClass } = useBatchForm();
  return (
    <fieldset className="block choices">
      <legend>Acceptance</legend>
      <label className="check">
        <input type="checkbox" checked={accepting} onChange={(event) => editForm({ accepting: event.target.checked })} />
        Accept sure faces by themselves
      </label>
      {accepting && (
        <>
          <SliderField
            label="Confidence ≥"
            min={0}
            max={1}
            step={0.01}
            value={accept.least}
            onChange={(least) => editForm({ accept: { ...accept, least } })}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={accept.agreedOnly}
              onChange={(event) => editForm({ accept: { ...accept, agreedOnly: event.target.checked } })}
            />
            Only where voters and request agree
          </label>
          <div className="row">
            <label className="check">
              <input type="checkbox" checked={balanced} onChange={(event) => editForm({ balanced: event.target.checked })} />
              Stop when every class has
            </label>
            <NumberField
              label="Accepted faces of every class"
              min={1}
              max={10_000}
              step={1}
              value={perClass}
              disabled={!balanced}
              onChange={(value) => editForm({ perClass: value })}
            />
            <span>accepted</span>
          </div>
        </>
      )}
    </fieldset>
  );
}
