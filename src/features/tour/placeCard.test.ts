import { describe, expect, it } from 'vitest';
import { placeCard } from './placeCard';

const card = { width: 300, height: 200 };
const wide = { width: 1440, height: 900 };
const phone = { width: 360, height: 740 };

describe('a card beside its anchor', () => {
  it.each([
    ['right of it, centred', { left: 100, top: 400, width: 200, height: 40 }, wide, { left: 312, top: 320 }],
    ['left of it where the right is too narrow', { left: 1200, top: 400, width: 200, height: 40 }, wide, { left: 888, top: 320 }],
    ['below it where both sides are too narrow', { left: 12, top: 100, width: 336, height: 100 }, phone, { left: 30, top: 212 }],
    ['above it where there is no room below', { left: 12, top: 500, width: 336, height: 100 }, phone, { left: 30, top: 288 }],
    ['in the corner where it fills the window', { left: 0, top: 0, width: 360, height: 740 }, phone, { left: 52, top: 532 }],
  ])('stands %s', (_, anchor, window, expected) => {
    expect(placeCard(anchor, card, window)).toEqual(expected);
  });

  it('is whole in the window, however near the edge its anchor is', () => {
    for (const top of [-300, 0, 880, 1200]) {
      const placed = placeCard({ left: 10, top, width: 100, height: 30 }, card, wide);
      expect(placed.top).toBeGreaterThanOrEqual(8);
      expect(placed.top + card.height).toBeLessThanOrEqual(892);
    }
  });
});
