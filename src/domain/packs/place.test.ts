import { describe, expect, it } from 'vitest';
import { admitPlace, foreignOrigin, keptPlace } from './place';

const OWN = 'https://studio.test';

describe('the gate for addresses of packs', () => {
  it.each([`${OWN}/packs/a/`, keptPlace('mine.zip'), 'https://models.example/p/'])('lets %s in', (place) => {
    expect(() => admitPlace(place, OWN, ['https://models.example'])).not.toThrow();
  });

  it.each([
    'https://models.example/p/',
    'https://studio.test.evil.example/',
    'http://studio.test/',
    'https://studio.test:8443/',
    'https://user:secret@studio.test/',
    'file:///etc/',
    'javascript:alert(1)',
    'blob:https://studio.test/1',
    'nonsense',
  ])('keeps %s out', (place) => {
    expect(() => admitPlace(place, OWN, [])).toThrow(/unless you say so|no address of a pack/);
  });

  it('tells whose host a place is on', () => {
    expect(foreignOrigin(`${OWN}/packs/a/`, OWN)).toBeNull();
    expect(foreignOrigin(keptPlace('a'), OWN)).toBeNull();
    expect(foreignOrigin('http://localhost:8000/p/', OWN)).toBe('http://localhost:8000');
  });
});
