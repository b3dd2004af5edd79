// One row of the stages of `npm test`, beside the other: `node scripts/check-row.mjs ROW REPORT` writes its results to REPORT.
import { writeFileSync } from 'node:fs';
import { ROWS, runRow } from './support/stages.mjs';

const [row, report] = process.argv.slice(2);
if ((row !== 'studio' && row !== 'source') || report === undefined) throw new Error(`Which row, ${Object.keys(ROWS).join(' or ')}, and where is the report to go?`);
writeFileSync(report, JSON.stringify(await runRow(ROWS[row])));
