import { packQuery } from '../../engine/usePack';
import { faceReport } from '../../features/reading/faceReport';
import { useStage } from '../../features/stage/store';
import { copyText } from '../../ui/copyText';
import { alertError, announce } from '../../ui/notices';
import { saveFile } from '../../ui/saveFile';
import { queryClient } from '../shell/queryClient';

/** The report of the face on the stage, own or shipped, by which others can make it again. It is sent nowhere. */

export async function copyFaceReport(): Promise<void> {
  const report = reportOfShown();
  if (!report) return;
  if (await copyText(report.text)) announce(`The report of face ${report.id.slice(0, 6)} is copied.`);
  else alertError('The browser did not let the report be copied. Save it instead.');
}

export function saveFaceReport(): void {
  const report = reportOfShown();
  if (!report) return;
  const name = `synfer-report-${report.id}.md`;
  saveFile(name, new Blob([report.text], { type: 'text/markdown' }));
  announce(`Report saved as ${name}.`);
}

function reportOfShown(): { readonly id: string; readonly text: string } | null {
  const { run } = useStage.getState();
  if (!run?.face) return null;
  const loaded = queryClient.getQueryData(packQuery.queryKey) ?? null;
  return { id: run.face.id, text: faceReport(run.face, { browser: navigator.userAgent, loaded, steps: run.steps, written: new Date() }) };
}
