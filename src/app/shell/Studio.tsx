import { useCallback, useEffect, useMemo } from 'react';
import { usePack, usePackManifest } from '../../engine/usePack';
import { CompareDialog } from '../../features/compare/CompareDialog';
import { useCompare } from '../../features/compare/store';
import { DropTarget } from '../../features/import/DropTarget';
import { ImportProgress } from '../../features/import/ImportProgress';
import { OpenButton } from '../../features/import/OpenButton';
import { PackStatus } from '../../features/packs/PackStatus';
import { Alerts, ToastBar } from '../../ui/Notices';
import { CommandsContext } from '../../ui/commands';
import { useNotices } from '../../ui/notices';
import { BatchPage } from '../batches/BatchPage';
import { belongsTo } from '../commands/command';
import { CommandPalette } from '../commands/CommandPalette';
import { useHelp } from '../commands/help';
import { HelpDialog } from '../commands/HelpDialog';
import { usePalette } from '../commands/palette';
import { useCommands } from '../commands/useCommands';
import { useShortcuts } from '../commands/useShortcuts';
import { DiagnosticsPage } from '../diagnostics/DiagnosticsPage';
import { GalleryPage } from '../faces/GalleryPage';
import { ReviewPage } from '../faces/ReviewPage';
import { startLivePreview } from '../making/livePreview';
import { useReadiness } from '../making/useReadiness';
import { UpdateNotice } from '../offline/UpdateNotice';
import { openFiles } from '../opening/openFiles';
import { PacksPage } from '../packs/PacksPage';
import { Panels } from '../studio/Panels';
import { Tour, TourOffer } from '../tour/Tour';
import { EthicsNotice } from './EthicsNotice';
import { Header } from './Header';
import { Privacy } from './Privacy';
import { showEthicsNotice } from './ethicsNotice';
import { useStudioStart } from './useStudioStart';
import { useViewChange } from './useViewChange';
import { useView, type View } from './view';

export function Studio() {
  useStudioStart();
  const pack = usePack();
  const manifest = usePackManifest();
  const status = useNotices((state) => state.status);
  const view = useView();
  useViewChange(view);

  const compared = useCompare((state) => state.ids);
  const ready = useReadiness().length === 0;
  const { delivered, table, buttons } = useCommands();
  const paletteOpen = usePalette((state) => state.open);
  const helpOpen = useHelp((state) => state.open);
  useShortcuts(table);
  const here = useMemo(() => table.filter((command) => belongsTo(command, view)), [table, view]);
  useEffect(() => (ready ? startLivePreview() : undefined), [ready]);

  const onFiles = useCallback(
    (files: readonly File[]) => {
      if (manifest) void openFiles(files, manifest);
    },
    [manifest],
  );

  return (
    <CommandsContext value={buttons}>
      <div className={`studio view-${view}`}>
        <Header packStatus={<PackStatus pack={pack} manifest={manifest} />} openButton={<OpenButton onFiles={onFiles} />} commands={here} />
        <div className="alerts">
          <UpdateNotice />
          <EthicsNotice />
          <TourOffer />
          <Alerts />
        </div>
        <OpenView view={view} />
        <footer className="footer">
          <Privacy />
          <p>
            All faces made here are synthetic and marked so in their files. Pseudo-labels are a model's opinion, not ground truth.{' '}
            <button type="button" className="footer-link" onClick={showEthicsNotice}>
              Use of faces
            </button>
          </p>
          <p className="status" role="status">
            {status}
          </p>
          <ImportProgress />
          <ToastBar />
        </footer>
        <DropTarget onFiles={onFiles} />
        <Tour />
        {compared && <CompareDialog ids={compared} />}
        {helpOpen && <HelpDialog commands={delivered} />}
        {paletteOpen && <CommandPalette commands={here} />}
      </div>
    </CommandsContext>
  );
}

function OpenView({ view }: { readonly view: View }) {
  switch (view) {
    case 'studio':
      return <Panels />;
    case 'batch':
      return <BatchPage />;
    case 'gallery':
      return <GalleryPage />;
    case 'review':
      return <ReviewPage />;
    case 'packs':
      return <PacksPage />;
    case 'diagnostics':
      return <DiagnosticsPage />;
  }
}
