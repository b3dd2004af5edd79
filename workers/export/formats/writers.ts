import type { ExportFormatId } from '../../../src/domain/dataset/formats';
import { affectNet } from './affectnet';
import { affectNet8 } from './affectnet8';
import { ferPlus } from './ferplus';
import { imageFolder } from './imagefolder';
import { labelStudio } from './labelstudio';
import { parquet } from './parquet';
import { rafDb } from './rafdb';
import { webDataset } from './webdataset';
import type { FormatWriter } from './writer';

/** The writer of every layout. */
export const WRITERS: Readonly<Record<ExportFormatId, FormatWriter>> = {
  imagefolder: imageFolder,
  webdataset: webDataset,
  parquet,
  affectnet: affectNet,
  affectnet8: affectNet8,
  rafdb: rafDb,
  ferplus: ferPlus,
  labelstudio: labelStudio,
};
