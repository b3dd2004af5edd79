import { describe, expect, it } from 'vitest';
import type { FaceBox } from '../face/box';
import { framingFlags, intersectionOverUnion } from './framing';

const box = (parts: Partial<FaceBox> = {}): FaceBox => ({ left: 0.1, top: 0.1, width: 0.8, height: 0.8, score: 0.9, ...parts });

describe('framing', () => {
  it('is right with one face that lies in the picture, or reaches past its edge a little', () => {
    expect(framingFlags([box()])).toEqual([]);
    expect(framingFlags([box({ top: 0.3, height: 0.9 })])).toEqual([]);
  });

  it('lacks a face where none was found, or none that the detector believes in', () => {
    expect(framingFlags([])).toEqual(['no face']);
    expect(framingFlags([box({ score: 0.25 })])).toEqual(['no face']);
  });

  it('shows several faces where a second one is believed in', () => {
    expect(framingFlags([box(), box({ left: 0, width: 0.3, score: 0.5 })])).toEqual(['several faces']);
    expect(framingFlags([box(), box({ left: 0, width: 0.3, score: 0.35 })])).toEqual([]);
  });

  it('is cropped where much of the face lies outside', () => {
    expect(framingFlags([box({ left: 0.6 })])).toEqual(['cropped']);
    expect(framingFlags([box({ left: -0.3, top: -0.3, width: 1.6, height: 1.6 })])).toEqual(['cropped']);
  });
});

describe('two boxes', () => {
  it('share all, a part or nothing of their area', () => {
    expect(intersectionOverUnion(box(), box())).toBeCloseTo(1);
    expect(intersectionOverUnion(box({ left: 0, width: 0.2 }), box({ left: 0.1, width: 0.2 }))).toBeCloseTo(1 / 3);
    expect(intersectionOverUnion(box({ left: 0, width: 0.2 }), box({ left: 0.5, width: 0.2 }))).toBe(0);
  });
});
