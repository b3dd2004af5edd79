import { useRef } from 'react';
import { Tabs } from '../../ui/Tabs';
import { useMediaQuery } from '../../ui/useMediaQuery';
import { usePassed } from '../../ui/usePassed';
import { PANEL_TABS, showPanel, usePanelTab } from './panelTab';
import { Describe, Sampling, Settings, Units } from './compose';
import { Reading } from './reading';
import { Controls, Curves, Pinned, Recent, StageArea } from './stage';

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

function Stacked() {
  const selected = usePanelTab((state) => state.tab);
  const stage = useRef<HTMLElement>(null);
  const passed = usePassed(stage);
  return (
    <main className="stacked">
      <h2 id="view-title" className="visually-hidden" tabIndex={-1}>
        Studio
      </h2>
      <section ref={stage} className="stage" aria-label="Stage">
        <StageArea />
      </section>
      {passed && <Pinned />}
      <Tabs label="Panels" tabs={PANEL_TABS} selected={selected} onSelect={showPanel} />
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
