import { useCallback, useEffect, useMemo } from 'react';
import { usePack, usePackManifest } from '../engine/usePack';
import { CompareDialog } from '../features/compare/CompareDialog';
import { useCompare } from '../features/compare/store';
import { DropTarget } from '../features/import/DropTarget';
import { ImportProgress } from '../features/import/ImportProgress';
import { OpenButton } from '../features/import/OpenButton';
import { PackStatus } from '../features/packs/PackStatus';
import { Alerts, ToastBar } from '../ui/Notices';
import { useNotices } from '../ui/notices';
import { BatchPage } from './BatchPage';
import { GalleryPage } from './GalleryPage';
import { Header } from './Header';
import { HelpDialog } from './HelpDialog';
import { Panels } from './Panels';
import { ReviewPage } from './ReviewPage';
import { UpdateNotice } from './UpdateNotice';
import { commands } from './commands';
import { openFile } from './opening';
import { startLivePreview } from './livePreview';
import { useReadiness } from './useReadiness';
import { useShortcuts } from './useShortcuts';
import { useStudioStart } from './useStudioStart';
import { useViewChange } from './useViewChange';
import { useView, type View } from './view';

export function Studio() {
  useStudioStart();
  const pack = usePack();
  const manifest = usePackManifest();
  const status = useNotices((state) => state.status);
  const compared = useCompare((state) => state.ids);
  const view = useView();
  useViewChange(view);

  const ready = useReadiness().length === 0;
  const table = useMemo(() => commands(ready), [ready]);
  useShortcuts(table);
  useEffect(() => (ready ? startLivePreview() : undefined), [ready]);

  const onFile = useCallback(
    (file: File) => {
      if (manifest) void openFile(file, manifest);
    },
    [manifest],
  );

  return (
    <div className={`studio view-${view}`}>
      <Header packStatus={<PackStatus pack={pack} manifest={manifest} />} openButton={<OpenButton onFile={onFile} />} />
      <div className="alerts">
        <UpdateNotice />
        <Alerts />
      </div>
      <OpenView view={view} />
      <footer className="footer">
        <p>All faces made here are synthetic and marked so in their files. Pseudo-labels are a model's opinion, not ground truth.</p>
        <p className="status" role="status">
          {status}
        </p>
        <ImportProgress />
        <ToastBar />
      </footer>
      <DropTarget onFile={onFile} />
      {compared && <CompareDialog ids={compared} />}
      <HelpDialog commands={table} />
    </div>
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
  }
}
