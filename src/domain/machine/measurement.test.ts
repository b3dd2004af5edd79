import { describe, expect, it } from 'vitest';
import { machineMarkdown, median, reportRows, type BackendReport } from './measurement';

const report = (parts: Partial<BackendReport['measured']> = {}): BackendReport => ({
  backend: 'wasm, 2 threads',
  runtime: 'onnxruntime-web',
  load: 900,
  firstFace: 800,
  measured: { graphs: [{ graph: 'preview', milliseconds: 1.234 }], step: { guided: 60, unguided: 25 }, face: 600, student: 100, golden: 0.00002, ...parts },
});

describe('the report on a machine', () => {
  it('has a column for each backend, and a dash for what one of them did not measure', () => {
    const other = { ...report({ graphs: [], student: null, golden: null }), backend: 'webgpu' };
    const rows = new Map(reportRows([report(), other]).map(([what, ...values]) => [what, values]));
    expect(rows.get('a face by the student')).toEqual(['100 ms', '–']);
    expect(rows.get('faces a second by the student')).toEqual(['10.0', '–']);
    expect(rows.get('furthest from PyTorch’s latents')).toEqual(['2.0e-5', '–']);
    expect(rows.get('bare preview')).toEqual(['1.2 ms', '–']);
  });

  it('is a Markdown table under what the machine is', () => {
    const text = machineMarkdown([report()], ['Processor: 2 cores']);
    expect(text).toContain('- Processor: 2 cores');
    expect(text).toContain('| | wasm, 2 threads |\n|---|---|\n| model loaded | 900 ms |');
  });

  it('takes the middle value', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([])).toBeNull();
  });
});
