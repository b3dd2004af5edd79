import { describe, expect, it } from 'vitest';
import { FacsCodeError, formatFacsCode, parseFacsCode } from './code';

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

  it('is lenient with spaces, case, "AU" and a missing letter', () => {
    expect(parseFacsCode(' au6b + 12 ')).toEqual({ AU6: 0.4, AU12: 1 });
  });

  it('reads nothing as nothing', () => {
    expect(parseFacsCode('  ')).toEqual({});
  });

  it.each(['12F', 'smile', '3B', 'L17C', '12B+12C', 'L12B+12C', '12B+L12C', '1A++2B'])('refuses %s', (code) => {
    expect(() => parseFacsCode(code)).toThrow(FacsCodeError);
  });
});
