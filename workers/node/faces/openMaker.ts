import type { FaceMaker, MakerOptions } from './faceMaker';
import { ProcessPool } from './processPool';
import { Workshop } from './workshop';

/** What makes the faces: this process, or `workers` others. @throws as Workshop.open */
export function openMaker(workers: number, options: MakerOptions): Promise<FaceMaker> {
  return workers === 1 ? Workshop.open(options) : ProcessPool.open(workers, options);
}
