import { describe, expect, it } from 'vitest';
import { readNumbers } from './numberList';

describe('readNumbers', () => {
  it.each([
    ['0.4, 0.7, 1', [0.4, 0.7, 1]],
    ['0.2-1(0.2)', [0.2, 0.4, 0.6, 0.8, 1]],
    ['1-5[3]', [1, 3, 5]],
    ['1-4', [1, 2, 3, 4]],
    ['7, 1 - 2, 7', [7, 1, 2]],
    ['0-1(0.3)', [0, 0.3, 0.6, 0.9]],
    [' , ', []],
    ['0.2–1(0.2)', [0.2, 0.4, 0.6, 0.8, 1]],
    ['.5, 1.', [0.5, 1]],
    ['.25 − .75[3]', [0.25, 0.5, 0.75]],
    ['0,1,2', [0, 1, 2]],
    ['0, 5', [0, 5]],
  ])('reads %s', (text, values) => {
    expect(readNumbers(text)).toEqual(values);
  });

  it.each([
    ['0,5', /“0,5” would be two values, 0 and 5. Write 0.5/],
    ['0,4-1', /Write 0.4 for a decimal/],
    ['0,2, 0,4', /Write 0.2 for a decimal/],
    ['many', /“many” is neither a number nor a range/],
    ['-3', /neither/],
    ['5-1', /goes down/],
    ['1-5(0)', /steps of 0/],
    ['1-5[1]', /two values at least/],
    ['1-1000000', /More than 10,000 values/],
    ['1-6000, 6001-12000', /More than 10,000 values/],
  ])('says what is wrong with %s', (text, message) => {
    expect(() => readNumbers(text)).toThrow(message);
  });
});
