import { Suspense, useCallback, useEffect, useMemo } from 'react';
import { usePack, usePackManifest } from '../../engine/usePack';
import { useCompare } from '../../features/compare/store';
import { useExpressions } from '../../features/expressions/store';
import { DropTarget } from '../../features/import/DropTarget';
import { ImportProgress } from '../../features/import/ImportProgress';
import { OpenButton } from '../../features/import/OpenButton';
import { PackStatus } from '../../features/packs/PackStatus';
import { CommandButton } from '../../ui/CommandButton';
import { Alerts, ToastBar } from '../../ui/Notices';
import { CommandsContext } from '../../ui/commands';
import { useNotices } from '../../ui/notices';
import { CommandPalette } from '../commands/CommandPalette';
import { belongsTo } from '../commands/command';
import { useHelp } from '../commands/help';
import { usePalette } from '../commands/palette';
import { useCommands } from '../commands/useCommands';
import { useShortcuts } from '../commands/useShortcuts';
import { startLivePreview } from '../making/livePreview';
import { useReadiness } from '../making/useReadiness';
import { UpdateNotice } from '../offline/UpdateNotice';
import { Panels } from '../studio/Panels';
import { useTour } from '../tour/tour';
import { TourOffer } from '../tour/TourOffer';
import { EthicsNotice } from './EthicsNotice';
import { Header } from './Header';
import { Privacy } from './Privacy';
import { BatchPage, CompareDialog, DiagnosticsPage, Expressions, GalleryPage, HelpDialog, LabelPage, PacksPage, ReviewPage, Tour, fetchViewsAhead } from './lazyViews';
import { reporting } from './reporting';
import { useStudioStart } from './useStudioStart';
import { useViewChange } from './useViewChange';
import { useView, type View } from './view';

export function Studio() {
  useStudioStart();
  const pack = usePack();
  const manifest = usePackManifest();
  const status = useNotices((state) => state.status);
  const view = useView();

  const compared = useCompare((state) => state.ids);
  const [opened] = useExpressions((state) => state.waiting);
  const ready = useReadiness().length === 0;
  const { delivered, table, buttons } = useCommands();
  const paletteOpen = usePalette((state) => state.open);
  const touring = useTour((state) => state.step !== null);
  const helpOpen = useHelp((state) => state.open);
  useShortcuts(table);
  const here = useMemo(() => table.filter((command) => belongsTo(command, view)), [table, view]);
  useEffect(() => (ready ? startLivePreview() : undefined), [ready]);
  useEffect(() => (ready ? void fetchViewsAhead() : undefined), [ready]);

  const onFiles = useCallback(
    (files: readonly File[]) => {
      if (manifest) void reporting(async () => (await import('../opening/openFiles')).openFiles(files, manifest));
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
        <Suspense fallback={<main className="page" aria-busy="true" />}>
          <OpenView view={view} />
          <ViewChange view={view} />
        </Suspense>
        <footer className="footer">
          <Privacy />
          <p>
            All faces made here are synthetic and marked so in their files. Pseudo-labels are a model's opinion, not ground truth.{' '}
            <CommandButton command="ethics" className="footer-link" title="What faces may be used for">
              Use of faces
            </CommandButton>
          </p>
          <p className="status" role="status">
            {status}
          </p>
          <ImportProgress />
          <ToastBar />
        </footer>
        <DropTarget onFiles={onFiles} />
        <Suspense>
          {touring && <Tour />}
          {opened && <Expressions key={opened.id} opened={opened} />}
          {compared && <CompareDialog ids={compared} />}
          {helpOpen && <HelpDialog commands={delivered} />}
          {paletteOpen && <CommandPalette commands={here} />}
        </Suspense>
      </div>
    </CommandsContext>
  );
}

/** Beside the view, so that it tells of a change once the view is there. */
function ViewChange({ view }: { readonly view: View }) {
  useViewChange(view);
  return null;
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
    case 'label':
      return <LabelPage />;
    case 'packs':
      return <PacksPage />;
    case 'diagnostics':
      return <DiagnosticsPage />;
  }
}
