import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FACS_UNITS } from './actionUnits';
import { PROTOTYPES } from './prototypes';

const python = readFileSync(new URL('../../../training/facs.py', import.meta.url), 'utf8');

describe('the FACS table', () => {
  it('has the units of training/facs.py in the same order, with the same names, sides and groups', () => {
    const trained = [...python.matchAll(/ActionUnit\((\d+), "([^"]+)", (True|False), "([^"]+)"\)/g)].map(
      ([, number, name, lateral, group]) => [Number(number), name, lateral === 'True', group],
    );
    expect(trained.length).toBeGreaterThan(0);
    expect(FACS_UNITS.map((unit) => [unit.number, unit.name, unit.lateral, unit.group])).toEqual(trained);
  });

  it.each(Object.entries(PROTOTYPES).filter(([name]) => name !== 'contempt'))('has the prototypes of training/facs.py for %s', (name, prototypes) => {
    expect(prototypes.map(({ au }) => sorted(Object.entries(au)))).toEqual(trainedPrototypes(name).map(sorted));
  });

  it('has the prototype of training/facs.py for contempt, once for each side', () => {
    const [trained = []] = trainedPrototypes('contempt');
    for (const side of ['left', 'right'] as const) {
      const oneSided = trained.map(([id, intensity]) => [id, { left: 0, right: 0, [side]: intensity }]);
      expect(PROTOTYPES.contempt.map(({ au }) => au)).toContainEqual(Object.fromEntries(oneSided));
    }
    expect(PROTOTYPES.contempt).toHaveLength(2);
  });
});

/** The prototypes of a class as facs.py writes them: ((unit, intensity), …) each. */
function trainedPrototypes(name: string): [string, number][][] {
  const line = new RegExp(`^ {4}"${name}": \\((.*)\\),(?: *#.*)?$`, 'm').exec(python)?.[1];
  if (line === undefined) throw new Error(`training/facs.py has no prototypes for ${name}`);
  return [...line.matchAll(/\((?:\(\d+, [\d.]+\)(?:, )?)*\)/g)].map(([tuple]) =>
    [...tuple.matchAll(/\((\d+), ([\d.]+)\)/g)].map(([, number, intensity]) => [`AU${number ?? ''}`, Number(intensity)]),
  );
}

function sorted(rows: readonly (readonly unknown[])[]): string[] {
  return rows.map((row) => row.join(' ')).sort();
}
