import { useCallback, useEffect, useMemo, useRef } from 'react';
import { usePack, usePackManifest } from '../engine/usePack';
import { DropTarget } from '../features/import/DropTarget';
import { OpenButton } from '../features/import/OpenButton';
import { PackStatus } from '../features/packs/PackStatus';
import { Alerts, ToastBar } from '../ui/Notices';
import { useNotices } from '../ui/notices';
import { Header } from './Header';
import { HelpDialog } from './HelpDialog';
import { Panels } from './Panels';
import { commands } from './commands';
import { openRecipeFile } from './session';
import { useReadiness } from './useReadiness';
import { useShortcuts } from './useShortcuts';
import { useStudioStart } from './useStudioStart';

export function Studio() {
  useStudioStart();
  const pack = usePack();
  const manifest = usePackManifest();
  const status = useNotices((state) => state.status);

  const ready = useRef(false);
  const reasons = useReadiness();
  useEffect(() => {
    ready.current = reasons.length === 0;
  }, [reasons]);
  const table = useMemo(() => commands(() => ready.current), []);
  useShortcuts(table);

  const openFile = useCallback(
    (file: File) => {
      if (manifest) void openRecipeFile(file, manifest);
    },
    [manifest],
  );

  return (
    <div className="studio">
      <Header packStatus={<PackStatus pack={pack} manifest={manifest} />} openButton={<OpenButton onFile={openFile} />} />
      <Alerts />
      <Panels />
      <footer className="footer">
        <p>Every face made here is synthetic and marked as such in its file; none is a real person. Pseudo-labels are a model's opinion, not ground truth.</p>
        <p className="status" role="status">
          {status}
        </p>
        <ToastBar />
      </footer>
      <DropTarget onFile={openFile} />
      <HelpDialog commands={table} />
    </div>
  );
}
