import type { LabelOrderName } from '../labels/labelOrders';

/** A layout a labelled set can leave in. */
export interface ExportFormat {
  readonly id: string;
  readonly name: string;
  /** One line for people who choose. */
  readonly description: string;
  /** The label order that its files speak. */
  readonly labels: LabelOrderName;
}

/** Every layout, in the order it is offered. */
export const EXPORT_FORMATS = [
  {
    id: 'imagefolder',
    name: 'Image folder',
    description: 'A folder a class, with metadata.jsonl: one set for torchvision, Hugging Face datasets and CVAT.',
    labels: 'affectnet',
  },
  {
    id: 'webdataset',
    name: 'WebDataset',
    description: 'Tar shards with picture, class and JSON of each face, for training that streams.',
    labels: 'affectnet',
  },
  {
    id: 'parquet',
    name: 'Parquet',
    description: 'Tables with the pictures inside, for Hugging Face datasets, pandas and Arrow.',
    labels: 'affectnet',
  },
  {
    id: 'affectnet',
    name: 'AffectNet layout',
    description: 'Folders 0–7 and labels.csv with the columns of the 2017 release, for loaders written for AffectNet.',
    labels: 'affectnet',
  },
  {
    id: 'affectnet8',
    name: 'AffectNet-8 layout',
    description: 'train_set and val_set with images and .npy annotations, for DAN, EmotiEffLib and others of the eight-class release.',
    labels: 'affectnet',
  },
  {
    id: 'rafdb',
    name: 'RAF-DB layout',
    description: 'basic/Image/aligned and list_patition_label.txt, for loaders written for RAF-DB. It has no contempt.',
    labels: 'rafdb',
  },
  {
    id: 'ferplus',
    name: 'FERPlus votes',
    description: 'fer2013.csv in 48 × 48 grey and fer2013new.csv with ten votes a face, beside the pictures.',
    labels: 'ferplus',
  },
  {
    id: 'labelstudio',
    name: 'Label Studio tasks',
    description: 'Pictures and tasks.json with every voter as a prediction, to have more people rate the faces.',
    labels: 'affectnet',
  },
] as const satisfies readonly ExportFormat[];

export type ExportFormatId = (typeof EXPORT_FORMATS)[number]['id'];

/** The layout with this id. */
export function exportFormat(id: ExportFormatId): ExportFormat {
  return EXPORT_FORMATS.find((format) => format.id === id) ?? EXPORT_FORMATS[0];
}

/** True where the text is a layout's id. */
export function isExportFormatId(text: string): text is ExportFormatId {
  return EXPORT_FORMATS.some((format) => format.id === text);
}
