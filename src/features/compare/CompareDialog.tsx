import { useState } from 'react';
import type { FaceRecord } from '../../storage/records';
import { Tabs, type Tab } from '../../ui/Tabs';
import { useModal } from '../../ui/useModal';
import { DifferenceView } from './DifferenceView';
import { PairFields } from './PairFields';
import { SettingsTable } from './SettingsTable';
import { SideBySide } from './SideBySide';
import { SliderView } from './SliderView';
import { closeCompare } from './store';
import { useComparedFaces } from './useComparedFaces';
import '../../styles/compare.css';

/** Two to four faces against each other. Rendered while it is open; modal. */
export function CompareDialog({ ids }: { readonly ids: readonly string[] }) {
  const dialog = useModal();
  const faces = useComparedFaces(ids);

  return (
    <dialog ref={dialog} className="dialog compare-dialog" aria-labelledby="compare-title" onClose={closeCompare}>
      <h2 id="compare-title">Compare {ids.length} faces</h2>
      {faces && <Comparison faces={faces} />}
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}

type Mode = 'side-by-side' | 'slider' | 'difference';

const MODES: readonly Tab<Mode>[] = [
  { id: 'side-by-side', label: 'Side by side' },
  { id: 'slider', label: 'Slider' },
  { id: 'difference', label: 'Difference' },
];

function Comparison({ faces }: { readonly faces: readonly FaceRecord[] }) {
  const [mode, setMode] = useState<Mode>('side-by-side');
  const [pair, setPair] = useState<readonly [number, number]>([0, 1]);
  const [first, second] = [faces[pair[0]], faces[pair[1]]];
  if (!first || !second) return <p className="note">Fewer than two of these faces are still kept in this browser.</p>;
  return (
    <>
      <Tabs label="Ways to compare" tabs={MODES} selected={mode} onSelect={setMode} />
      <div className="compare-panel" role="tabpanel" id={`panel-${mode}`} aria-labelledby={`tab-${mode}`}>
        {mode !== 'side-by-side' && faces.length > 2 && <PairFields faces={faces} pair={pair} onChange={setPair} />}
        {mode === 'side-by-side' && <SideBySide faces={faces} />}
        {mode === 'slider' && <SliderView first={first} second={second} />}
        {mode === 'difference' && <DifferenceView first={first} second={second} />}
      </div>
      <SettingsTable faces={faces} />
    </>
  );
}
