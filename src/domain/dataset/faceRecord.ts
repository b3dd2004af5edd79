import type { DatasetExample } from './example';

/**
 * A line of recipes.jsonl: the face without its pixels, as the studio keeps it, so that an import brings all of it back.
 * @param file path of the picture in the set, or of the shard that holds it
 */
export function faceRecordJson({ face, curation, group, split }: DatasetExample, file: string): string {
  return JSON.stringify({ ...face, file, split, group, curation });
}
