import { humanLabel, reviewState } from '../../domain/curation/curation';
import type { ExpressionClass } from '../../domain/packs/manifest';
import type { BatchItemRecord } from '../../storage/batchRecords';
import type { CurationRecord } from '../../storage/records';

interface Storage {
  items(batchId: string): Promise<readonly BatchItemRecord[]>;
  curations(faceIds: readonly string[]): Promise<readonly CurationRecord[]>;
}

/** Which faces of the batch at work are accepted: read once, and from then on only those that changed. */
export class AcceptedFaces {
  private batchId: string | null = null;
  private readonly recognised = new Map<string, ExpressionClass | null>();
  private readonly accepted = new Map<string, ExpressionClass>();
  private readonly stale = new Set<string>();

  constructor(private readonly storage: Storage) {}

  /** A face has come to a batch. */
  add(batchId: string, faceId: string, recognised: ExpressionClass | null): void {
    if (batchId !== this.batchId) return;
    this.recognised.set(faceId, recognised);
    this.stale.add(faceId);
  }

  /** Faces, or what is said about them, have changed. */
  changed(faceIds: readonly string[]): void {
    for (const id of faceIds) if (this.recognised.has(id)) this.stale.add(id);
  }

  /** The class of every accepted face of the batch that is not archived: people's where there is one, otherwise the recognised one. */
  async classes(batchId: string): Promise<readonly ExpressionClass[]> {
    if (batchId !== this.batchId) await this.begin(batchId);
    const ids = [...this.stale];
    this.stale.clear();
    const curations = new Map((await this.storage.curations(ids)).map((curation) => [curation.faceId, curation]));
    for (const id of ids) {
      const curation = curations.get(id);
      const name = (curation && humanLabel(curation)) ?? this.recognised.get(id) ?? null;
      if (curation && !curation.archived && name !== null && reviewState(curation) === 'accepted') this.accepted.set(id, name);
      else this.accepted.delete(id);
    }
    return [...this.accepted.values()];
  }

  private async begin(batchId: string): Promise<void> {
    const items = await this.storage.items(batchId);
    for (const kept of [this.recognised, this.accepted, this.stale]) kept.clear();
    this.batchId = batchId;
    for (const { faceId, outcome } of items) if (outcome.kind !== 'failed') this.add(batchId, faceId, outcome.recognised);
  }
}
