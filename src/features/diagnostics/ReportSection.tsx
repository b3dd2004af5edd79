import { useState } from 'react';
import { copyText } from '../../ui/copyText';
import { alertError, announce } from '../../ui/notices';
import { saveFile } from '../../ui/saveFile';

interface ReportSectionProps {
  /** The report's text, with or without what was written into recipes. */
  readonly report: (withPrompts: boolean) => string;
}

/** A report for whoever looks for a fault: shown as it is before it goes anywhere. */
export function ReportSection({ report }: ReportSectionProps) {
  const [withPrompts, setWithPrompts] = useState(false);
  const text = report(withPrompts);
  const copy = async () => {
    if (await copyText(text)) announce('The report is copied.');
    else alertError('The browser did not let the report be copied. Save it, or mark the text and copy it.');
  };
  return (
    <section className="page-section" aria-labelledby="report-title">
      <h3 id="report-title">Report of a fault</h3>
      <p>This is all the report says. It is sent nowhere: copy or save it, and read it before you pass it on.</p>
      <pre className="log" tabIndex={0} role="group" aria-label="Report">
        {text}
      </pre>
      <div className="row wrap">
        <button type="button" className="button" onClick={() => void copy()}>
          Copy report
        </button>
        <button type="button" className="button" onClick={() => saveFile('synfer-report.txt', new Blob([text], { type: 'text/plain' }))}>
          Save report
        </button>
        <label className="check">
          <input type="checkbox" checked={withPrompts} onChange={(event) => setWithPrompts(event.target.checked)} />
          With the recipes of the last runs, prompts included
        </label>
      </div>
    </section>
  );
}
