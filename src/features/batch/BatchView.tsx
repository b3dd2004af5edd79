import { useEffect } from 'react';
import type { PackManifest } from '../../domain/packs/manifest';
import type { Recipe } from '../../domain/recipe/recipe';
import { PlanForm, type LayoutPicture } from './PlanForm';
import { Queue } from './Queue';
import { followBatches } from './store';

interface BatchViewProps {
  /** The recipe on the studio's panel, which plans vary; null while there is none. */
  readonly base: Recipe | null;
  /** The user's own picture that gives the recipe its layout, to be kept with the batch; null where none does. */
  readonly picture: LayoutPicture | null;
  readonly manifest: PackManifest | null;
  /** Milliseconds a face of the base recipe takes here; null while none was measured. */
  readonly perFace: number | null;
  /** Why no face can be made now; empty where one can. */
  readonly reasons: readonly string[];
  /** Puts the recipe of an opened plan on the studio's panel. */
  readonly onBase: (base: Recipe) => void;
  readonly onOpenFace: (faceId: string) => void;
  readonly onOpenBoard: (board: string) => void;
}

/** Plans of many faces, and the queue that makes them. */
export function BatchView({ base, picture, manifest, perFace, reasons, onBase, onOpenFace, onOpenBoard }: BatchViewProps) {
  useEffect(() => followBatches(), []);
  return (
    <main className="batch">
      <section className="column scroll batch-plan" aria-labelledby="view-title" tabIndex={0}>
        <div className="view-bar">
          <h2 id="view-title" tabIndex={-1}>
            Batch
          </h2>
        </div>
        {base && manifest ? (
          <PlanForm base={base} picture={picture} manifest={manifest} perFace={perFace} reasons={reasons} onBase={onBase} />
        ) : (
          <p className="empty block">{reasons[0] ?? 'The model is still loading.'}</p>
        )}
      </section>
      <section className="column scroll batch-queue" aria-label="Queue" tabIndex={0}>
        <Queue pack={manifest?.id ?? null} onOpenFace={onOpenFace} onOpenBoard={onOpenBoard} />
      </section>
    </main>
  );
}
