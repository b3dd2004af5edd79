import { UNTOUCHED, humanLabel } from '../curation/curation';
import type { Curation } from '../curation/curation';
import { auColumnNames } from '../facs/vector';
import type { AuLayout } from '../facs/vector';
import { trainingLabel } from '../labels/rectify';
import type { WeightedVote } from '../labels/vote';
import type { ExpressionClass } from '../packs/manifest';
import { encodePng } from '../png/encode';
import type { RgbaImage } from '../png/image';
import { recipeChunks } from '../png/recipeChunk';
import type { Recipe } from '../recipe/recipe';
import type { Place } from './splits';

/** A face as the worker makes it (its `Face` fits), without what an export has no use for. */
export interface LabelledFace {
  /** 16 hex characters of the SHA-256 of the canonical recipe. */
  readonly id: string;
  readonly recipe: Recipe;
  readonly pixels: RgbaImage;
  readonly label: {
    readonly votes: readonly (WeightedVote & { readonly voter: string; readonly label: string })[];
    /** What the voters and the request say together, calibrated, class order, sum 1. */
    readonly probabilities: readonly number[];
    readonly recognised: ExpressionClass;
    readonly confidence: number;
    readonly rectified: boolean;
    /** 0–1, one per AU column; null where the pack cannot. */
    readonly realisedAu: readonly number[] | null;
  };
  /** 0–1, one per AU column; null where text alone led. */
  readonly requestedAu: readonly number[] | null;
  readonly unknownWords: readonly string[];
  readonly provenance: {
    readonly app: string;
    readonly pack: string;
    readonly packSha256: string;
    readonly backend: { readonly kind: string };
    readonly milliseconds: number;
  };
}

/** A face ready to be written: its file, its labels kept apart, and where it belongs. */
export interface DatasetExample extends Place {
  readonly id: string;
  readonly face: Omit<LabelledFace, 'pixels'>;
  /** The picture with recipe and synthetic marker inside. */
  readonly png: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly curation: Curation;
  /** The class to train on: people's where there is one, otherwise the recognised one. */
  readonly label: ExpressionClass;
  /** SynFER's soft label, class order, sum 1: one-hot where all voters agree with the request. */
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

/** A labelled face → an example. */
export async function toExample(face: LabelledFace, curation: Curation | undefined, place: Place, context: ExampleContext): Promise<DatasetExample> {
  const { pixels, ...rest } = face;
  const layout = context.auLayout(face.provenance.pack);
  const said = curation ?? UNTOUCHED;
  return {
    id: face.id,
    face: rest,
    png: await encodePng(pixels, recipeChunks(face.recipe)),
    width: pixels.width,
    height: pixels.height,
    curation: said,
    label: humanLabel(said) ?? face.label.recognised,
    soft: trainingLabel(face.label),
    requestedAu: byColumn(face.requestedAu, layout),
    realisedAu: byColumn(face.label.realisedAu, layout),
    ...place,
  };
}

function byColumn(values: readonly number[] | null, layout: AuLayout | undefined): Record<string, number> | null {
  if (values === null || layout === undefined) return null;
  return Object.fromEntries(auColumnNames(layout).map((name, column) => [name, values[column] ?? 0]));
}
