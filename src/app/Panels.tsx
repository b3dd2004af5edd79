import { useState } from 'react';
import { Tabs, type Tab } from '../ui/Tabs';
import { useMediaQuery } from '../ui/useMediaQuery';
import { Controls, Curves, Describe, Reading, Recent, Sampling, Settings, StageArea, Units } from './columns';

const NARROW = '(max-width: 899px)';

/** Three columns where there is room; otherwise the stage on top, and the panels as tabs under it. */
export function Panels() {
  return useMediaQuery(NARROW) ? <Stacked /> : <Columns />;
}

function Columns() {
  return (
    <main className="columns">
      <h2 id="view-title" className="visually-hidden" tabIndex={-1}>
        Studio
      </h2>
      <section className="column compose" aria-label="Compose">
        <div className="scroll">
          <Describe />
          <Units />
          <Settings />
        </div>
        <div className="pinned">
          <Sampling />
        </div>
      </section>
      <section className="column stage" aria-label="Stage">
        <StageArea />
        <Controls />
        <Curves />
        <Recent />
      </section>
      <section className="column reading scroll" aria-label="Reading" tabIndex={0}>
        <Reading />
      </section>
    </main>
  );
}

type TabId = 'describe' | 'units' | 'settings' | 'reading';

const TABS: readonly Tab<TabId>[] = [
  { id: 'describe', label: 'Describe' },
  { id: 'units', label: 'Action units' },
  { id: 'settings', label: 'Settings' },
  { id: 'reading', label: 'Reading' },
];

function Stacked() {
  const [selected, setSelected] = useState<TabId>('describe');
  return (
    <main className="stacked">
      <h2 id="view-title" className="visually-hidden" tabIndex={-1}>
        Studio
      </h2>
      <section className="stage" aria-label="Stage">
        <StageArea />
      </section>
      <Tabs label="Panels" tabs={TABS} selected={selected} onSelect={setSelected} />
      <div className="tab-panel" role="tabpanel" id={`panel-${selected}`} aria-labelledby={`tab-${selected}`} tabIndex={0}>
        {selected === 'describe' && <Describe />}
        {selected === 'units' && <Units />}
        {selected === 'settings' && (
          <>
            <Sampling />
            <Settings />
          </>
        )}
        {selected === 'reading' && (
          <>
            <Reading />
            <Curves />
          </>
        )}
      </div>
      <Recent />
      <div className="bottom-bar">
        <Controls />
      </div>
    </main>
  );
}
