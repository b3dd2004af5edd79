import { describe, expect, it } from 'vitest';
import { testPlan } from '../../domain/batch/testPlan';
import type { BatchItemRecord, BatchRecord } from '../../storage/batchRecords';
import { standing } from './progress';

const batch = { id: 'b', name: 'Pilot', plan: testPlan(), faces: 10, state: 'running' } as BatchRecord;
const item = (index: number, outcome: BatchItemRecord['outcome']): BatchItemRecord => ({ batchId: 'b', index, faceId: `face-${index}`, outcome });

describe('standing', () => {
  it('knows no time before the first face', () => {
    expect(standing({ batch, items: [] })).toEqual({ there: 0, failed: 0, left: 10, millisecondsLeft: null, reasons: [], newest: [] });
  });

  it('counts what is there, what failed and what is left, and measures by its own faces', () => {
    const items = [
      item(0, { kind: 'made', recognised: 'fear', milliseconds: 3000 }),
      item(1, { kind: 'known', recognised: 'fear' }),
      item(2, { kind: 'failed', reason: 'odd' }),
      item(3, { kind: 'failed', reason: 'not a number' }),
      item(4, { kind: 'failed', reason: 'not a number' }),
    ];
    expect(standing({ batch, items })).toEqual({
      there: 2,
      failed: 3,
      left: 5,
      millisecondsLeft: 15_000,
      reasons: [
        { reason: 'not a number', count: 2 },
        { reason: 'odd', count: 1 },
      ],
      newest: [
        { faceId: 'face-1', recognised: 'fear' },
        { faceId: 'face-0', recognised: 'fear' },
      ],
    });
  });
});
