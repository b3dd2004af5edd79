import { sidesOf } from '../facs/vector';
import type { LabelledFace } from '../labelling/labelledFace';
import type { PackManifest } from '../packs/manifest';
import type { AuIntensities } from '../recipe/recipe';
import { unitColumns } from './columnNames';
import type { ExpressionReading, ExpressionTrack } from './reading';

type Units = Pick<PackManifest, 'actionUnits' | 'voters' | 'name'>;

/** Readers always see a little of everything: below this intensity, 0–1, a unit counts as at rest. */
const LEAST = 0.06;

/** What one recogniser reads of one face. */
interface UnitsRead {
  readonly reader: string;
  readonly au: AuIntensities;
  /** Ids of the units that it looks for. */
  readonly reads: readonly string[];
  /** How far it can be trusted, in a sentence. */
  readonly reliability: string;
}

/** The pack's voter that reads units back, by what people call it; null where it has none. */
export function ownReader({ voters, actionUnits }: Pick<Units, 'voters' | 'actionUnits'>): string | null {
  return actionUnits.length === 0 ? null : (voters.find(({ graph }) => graph === 'feranno')?.label ?? null);
}

/**
 * The action units that recognisers read of a picture's faces, to be looked at as a table's are: a track for each face and reader, with
 * what is known of how far each can be trusted, and the units that none reads.
 */
export function pictureReading(faces: readonly LabelledFace[], pack: Units): ExpressionReading {
  const read = faces.map((face) => readersOf(face, pack));
  const readers = [...new Map(read.flat().map((each) => [each.reader, each])).values()];
  const tracks: ExpressionTrack[] = read.flatMap((byReaders, i) =>
    byReaders.map(({ reader, au }) => ({
      face: `face ${String(i + 1)}, read by ${reader}`,
      frames: [{ name: `face ${String(i + 1)}, read by ${reader}`, time: 0, au, seen: true, confidence: faces[i]?.box?.score ?? null }],
    })),
  );
  const unread = pack.actionUnits.map(({ id }) => id).filter((id) => !readers.some(({ reads }) => reads.includes(id)));
  return {
    tool: `a picture, its units read by ${readers.map(({ reader }) => reader).join(' and ')}`,
    scale: `Intensities of 0–1 as the ${readers.length > 1 ? 'readers give' : 'reader gives'} them; below ${String(LEAST)} a unit counts as at rest.`,
    tracks,
    notes: [
      ...readers.map(({ reliability }) => reliability),
      ...(unread.length > 0 ? [`Nobody here reads ${unread.join(', ')}: ${unread.length === 1 ? 'it stays' : 'they stay'} at rest.`] : []),
    ],
    unmapped: [],
  };
}

function readersOf({ label }: LabelledFace, pack: Units): UnitsRead[] {
  const own = ownReader(pack);
  const { realisedAu, auReadings = [] } = label;
  return [
    ...(own === null || realisedAu === null
      ? []
      : [
          {
            reader: own,
            au: shown(pack.actionUnits.map(({ id, columns }) => [id, sidesOf(realisedAu, columns)])),
            reads: pack.actionUnits.map(({ id }) => id),
            reliability: `${own} learned from faces such as ${pack.name} makes. How well it reads units in photographs nobody has measured: take it for a first guess.`,
          },
        ]),
    ...auReadings.map(({ label: reader, units }) => {
      const names = Object.keys(units);
      const columns = unitColumns(names);
      const sides = new Map<string, { left: number; right: number }>();
      for (const { column, unit, side } of columns) {
        const value = units[names[column] ?? ''] ?? 0;
        const before = sides.get(unit) ?? { left: 0, right: 0 };
        sides.set(unit, { left: side === 'right' ? before.left : Math.max(before.left, value), right: side === 'left' ? before.right : Math.max(before.right, value) });
      }
      return { reader, au: shown([...sides]), reads: [...sides.keys()], reliability: `${reader} was brought, and its voter.json has no measurement of how well it reads units.` };
    }),
  ];
}

/** The units that are not at rest, to the tenth of the 0–5 scale that the sliders have. */
function shown(units: readonly (readonly [id: string, sides: { readonly left: number; readonly right: number }])[]): AuIntensities {
  const tidy = (intensity: number) => (intensity < LEAST ? 0 : Math.round(Math.min(1, intensity) * 50) / 50);
  return Object.fromEntries(
    units.flatMap(([id, sides]) => {
      const [left, right] = [tidy(sides.left), tidy(sides.right)];
      return Math.max(left, right) === 0 ? [] : [[id, left === right ? left : { left, right }]];
    }),
  );
}
