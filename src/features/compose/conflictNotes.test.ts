import { describe, expect, it } from 'vitest';
import { findConflicts } from '../../domain/facs/conflicts';
import { conflictNotes } from './conflictNotes';

describe('notes beside sliders in conflict', () => {
  it('name the other unit on both sides of the conflict', () => {
    expect([...conflictNotes(findConflicts({ AU24: 1, AU25: 1 }))]).toEqual([
      ['AU25', 'Cannot go with AU24'],
      ['AU24', 'Cannot go with AU25'],
    ]);
  });

  it('gather what one unit conflicts with, the impossible first', () => {
    const notes = conflictNotes(findConflicts({ AU27: 1, AU24: 1, AU23: 1 }));
    expect(notes.get('AU27')).toBe('Cannot go with AU24; works against AU23');
  });
});
