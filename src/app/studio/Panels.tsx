import { Tabs } from '../../ui/Tabs';
import { useMediaQuery } from '../../ui/useMediaQuery';
import { Describe, Sampling, Schematic, Settings, Units } from './compose';
import { PANEL_TABS, showPanel, usePanelTab } from './panelTab';
import { Reading } from './reading';
import { Controls, Curves, Recent, StageArea, Steps } from './stage';

const NARROW = '(max-width: 899px)';

/** The face between what is said about it and what it is made of; on a narrow screen on top, and the panels as tabs under it. */
export function Panels() {
  return useMediaQuery(NARROW) ? <Stacked /> : <Columns />;
}

function Columns() {
  return (
    <main className="columns">
      <Title />
      <section className="column compose" aria-label="Compose">
        <div className="scroll">
          <Describe />
          <Settings />
        </div>
        <div className="pinned">
          <Schematic />
        </div>
      </section>
      <section className="column stage" aria-label="Stage">
        <StageArea />
        <Steps />
        <Recent />
        <Controls>
          <Sampling />
        </Controls>
      </section>
      <div className="column side-column">
        <section className="units" aria-label="Units">
          <Units />
        </section>
        <section className="reading scroll" aria-label="Reading" tabIndex={0}>
          <Reading />
          <Curves />
        </section>
      </div>
    </main>
  );
}

function Stacked() {
  const selected = usePanelTab((state) => state.tab);
  return (
    <main className="stacked">
      <Title />
      <section className="stage" aria-label="Stage">
        <StageArea />
      </section>
      <div className="stacked-panels">
        <Tabs label="Panels" tabs={PANEL_TABS} selected={selected} onSelect={showPanel} />
        <div className="tab-panel" role="tabpanel" id={`panel-${selected}`} aria-labelledby={`tab-${selected}`} tabIndex={0}>
          {selected === 'describe' && <Describe />}
          {selected === 'units' && (
            <>
              <Units />
              <Schematic />
            </>
          )}
          {selected === 'settings' && (
            <>
              <Sampling />
              <Settings />
            </>
          )}
          {selected === 'reading' && (
            <>
              <Steps />
              <Reading />
              <Curves />
              <Recent />
            </>
          )}
        </div>
        <div className="bottom-bar">
          <Controls />
        </div>
      </div>
    </main>
  );
}

function Title() {
  return (
    <h2 id="view-title" className="visually-hidden" tabIndex={-1}>
      Studio
    </h2>
  );
}
