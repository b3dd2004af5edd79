import { describe, expect, it } from 'vitest';
import { FacsCodeError, formatFacsCode, parseFacsCode, readFacsCode } from './code';

describe('FACS codes', () => {
  it('writes units in numeric order with their letters', () => {
    expect(formatFacsCode({ AU12: { left: 0.8, right: 0 }, AU2: 0.4, AU1: 0.6 })).toBe('1C+2B+L12D');
  });

  it('leaves out units that are absent', () => {
    expect(formatFacsCode({ AU4: 0, AU5: { left: 0, right: 0 } })).toBe('');
  });

  it('writes sides of different letters one after the other', () => {
    expect(formatFacsCode({ AU12: { left: 0.2, right: 1 } })).toBe('L12A+R12E');
  });

  it('reads what it writes', () => {
    const code = '1C+2B+L12D';
    expect(formatFacsCode(parseFacsCode(code))).toBe(code);
  });

  it('reads one side as the other side at rest', () => {
    expect(parseFacsCode('R14E')).toEqual({ AU14: { left: 0, right: 1 } });
  });

  it.each([
    ['12L', { AU12: { left: 0.6, right: 0 } }],
    ['12DR', { AU12: { left: 0, right: 0.8 } }],
    ['12LD', { AU12: { left: 0.8, right: 0 } }],
    ['l au 12 d', { AU12: { left: 0.8, right: 0 } }],
    ['6,12', { AU6: 0.6, AU12: 0.6 }],
    ['6 12', { AU6: 0.6, AU12: 0.6 }],
    ['6;12\n25b', { AU6: 0.6, AU12: 0.6, AU25: 0.4 }],
    ['AU06_r', { AU6: 0.6 }],
    ['AU06, AU12_c', { AU6: 0.6, AU12: 0.6 }],
    [' au6b + 12 ', { AU6: 0.4, AU12: 0.6 }],
    ['1 + 2 + 5b + 26', { AU1: 0.6, AU2: 0.6, AU5: 0.4, AU26: 0.6 }],
    ['12 C 25', { AU12: 0.6, AU25: 0.6 }],
  ])('reads %s as people mean it', (code, au) => {
    expect(parseFacsCode(code)).toEqual(au);
  });

  it('says what it assumed of units without a letter', () => {
    expect(readFacsCode('1+2+5b+26').notes).toEqual(['1, 2 and 26 are without a letter: read as C, marked.']);
    expect(readFacsCode('12').notes).toEqual(['12 is without a letter: read as C, marked.']);
    expect(readFacsCode('12D').notes).toEqual([]);
  });

  it('tells of what to write for units that are others over time', () => {
    expect(() => parseFacsCode('45')).toThrow('There is no action unit 45 here. A blink is eyes closed for a moment: write 43.');
  });

  it('reads nothing as nothing', () => {
    expect(parseFacsCode('  ')).toEqual({});
  });

  it.each(['12F', 'smile', '3B', 'L17C', '12B+12C', 'L12B+12C', '12B+L12C', '1A++2B', '1A+', 'L12R', '12LR'])('refuses %s', (code) => {
    expect(() => parseFacsCode(code)).toThrow(FacsCodeError);
  });
});
