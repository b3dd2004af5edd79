import { describe, expect, it } from 'vitest';
import { isPicture, leftText } from './pictures';

describe('pictures to label', () => {
  it('are told from a folder’s other files', () => {
    const names = ['a.png', 'B.JPEG', 'notes.txt', 'Thumbs.db', 'c.webp'].map((name) => ({ name, type: '' }));
    expect(names.filter(isPicture).map(({ name }) => name)).toEqual(['a.png', 'B.JPEG', 'c.webp']);
    expect(isPicture({ name: 'unnamed', type: 'image/png' })).toBe(true);
  });

  it('take as long as those before them', () => {
    expect(leftText(10, 0, 0)).toBe('');
    expect(leftText(10, 5, 4_000)).toBe(', 8 s left');
    expect(leftText(1000, 10, 10_000)).toBe(', 17 min left');
  });
});
