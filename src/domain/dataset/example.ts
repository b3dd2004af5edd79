import { UNTOUCHED, humanLabel } from '../curation/curation';
import type { Curation } from '../curation/curation';
import type { Face, WrittenFace } from '../face/face';
import { auColumnNames } from '../facs/vector';
import type { AuLayout } from '../facs/vector';
import { oneHot, trainingLabel } from '../labels/rectify';
import type { ExpressionClass } from '../packs/manifest';
import { encodePng } from '../png/encode';
import { recipeChunks } from '../png/recipeChunk';
import type { Place } from './splits';

/** A face ready to be written: its file, its labels kept apart, and where it belongs. */
export interface DatasetExample extends Place {
  readonly id: string;
  readonly face: WrittenFace;
  /** The picture with recipe and synthetic marker inside. */
  readonly png: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly curation: Curation;
  /** The class to train on: people's where there is one, otherwise the recognised one. */
  readonly label: ExpressionClass;
  /** SynFER's soft label, class order, sum 1: one-hot where all voters agree with the request, and where people alone labelled the face. */
  readonly soft: readonly number[];
  /** Intensities 0–1 by column name ("AU12L"); null where not said, not measured, or the pack's columns are not known. */
  readonly requestedAu: Readonly<Record<string, number>> | null;
  readonly realisedAu: Readonly<Record<string, number>> | null;
}

/** What the faces of one export have in common. */
export interface ExampleContext {
  /** A pack's AU columns by pack id; undefined where the pack is not at hand. */
  readonly auLayout: (pack: string) => AuLayout | undefined;
}

/** A face's picture, encoded. */
export type EncodedPicture = Pick<DatasetExample, 'png' | 'width' | 'height'>;

/** A labelled face → an example; null where neither a network nor a person has labelled it. */
export async function toExample({ pixels, ...face }: Face, curation: Curation | undefined, place: Place, context: ExampleContext): Promise<DatasetExample | null> {
  const picture = { png: await encodePng(pixels, recipeChunks(face.recipe)), width: pixels.width, height: pixels.height };
  return exampleOf(face, picture, curation, place, context);
}

/** A face whose picture is encoded already → an example; null as of `toExample`. */
export function exampleOf(face: DatasetExample['face'], picture: EncodedPicture, curation: Curation | undefined, place: Place, context: ExampleContext): DatasetExample | null {
  const layout = context.auLayout(face.provenance.pack);
  const said = curation ?? UNTOUCHED;
  const label = humanLabel(said) ?? face.label.recognised;
  if (label === null) return null;
  return {
    id: face.id,
    face,
    ...picture,
    curation: said,
    label,
    soft: face.label.recognised === null ? oneHot(label) : trainingLabel(face.label),
    requestedAu: byColumn(face.requestedAu, layout),
    realisedAu: byColumn(face.label.realisedAu, layout),
    ...place,
  };
}

function byColumn(values: readonly number[] | null, layout: AuLayout | undefined): Record<string, number> | null {
  if (values === null || layout === undefined) return null;
  return Object.fromEntries(auColumnNames(layout).map((name, column) => [name, values[column] ?? 0]));
}
