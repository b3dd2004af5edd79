import { useEffect, useState } from 'react';
import { describeAdapter } from '../../engine/device';
import { packUrl } from '../../engine/packSource';
import { usePack } from '../../engine/usePack';
import { useLayoutPictures } from '../../features/compose/layoutPictures';
import { MeasureSection } from '../../features/diagnostics/MeasureSection';
import { ReportSection } from '../../features/diagnostics/ReportSection';
import { SystemSection } from '../../features/diagnostics/SystemSection';
import { TimingsSection } from '../../features/diagnostics/TimingsSection';
import { runTiming, timingText } from '../../features/diagnostics/timings';
import { useStage } from '../../features/stage/store';
import { StorageSection } from '../../features/storage/StorageSection';
import { useBusy } from '../making/useBusy';
import { useLatestRuns } from '../faces/useLatestRuns';
import { Page } from '../shell/Page';
import { reporting } from '../shell/reporting';
import { deleteEverything } from './deleteEverything';
import { diagnostics, systemFacts } from './diagnostics';

const RUNS_SHOWN = 8;

export function DiagnosticsPage() {
  // Drawn anew when the model is there: the facts tell of it.
  usePack();
  const adapter = useAdapter();
  const busy = useBusy();
  const pictures = useLayoutPictures((state) => state.pictures.size);
  const steps = useStage((state) => state.run?.steps);
  const faces = useLatestRuns().slice(0, RUNS_SHOWN);
  const timings = faces.map(runTiming);
  const report = (withPrompts: boolean) =>
    diagnostics({
      adapter,
      runs: faces.map((face, index) => {
        const timing = timings[index];
        return [timing && timingText(timing), withPrompts && JSON.stringify(face.recipe)].filter(Boolean).join('\n  ');
      }),
    });
  return (
    <Page title="Diagnostics">
      <StorageSection
        loadedPack={packUrl}
        picturesInMemory={pictures}
        busy={busy}
        onDeleteEverything={() => void reporting(deleteEverything)}
      />
      <SystemSection facts={systemFacts(adapter)} />
      <MeasureSection machine={systemFacts(adapter).map(([what, value]) => `${what}: ${value}`)} busy={busy} />
      <TimingsSection timings={timings} steps={steps?.map(({ milliseconds }) => milliseconds) ?? []} />
      <ReportSection report={report} />
    </Page>
  );
}

function useAdapter(): string {
  const [adapter, setAdapter] = useState('being asked for');
  useEffect(() => {
    void describeAdapter().then(setAdapter);
  }, []);
  return adapter;
}
