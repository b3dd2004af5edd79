import { useEffect, useState } from 'react';
import type { Pixels } from '../../domain/face/pixels';
import type { Detail, Latent, PastStep } from '../../domain/face/step';
import { engine } from '../../engine/client';
import { SynthesisError } from '../../engine/errors';

/** What was drawn of a latent, for as long as the latent is in memory. */
const drawn: Record<Detail, WeakMap<Latent, Promise<Pixels>>> = { preview: new WeakMap(), full: new WeakMap() };

/** The picture of a latent, drawn once. @throws SynthesisError `latent-mismatch`, … */
export function drawLatent(latent: Latent, detail: Detail): Promise<Pixels> {
  const known = drawn[detail].get(latent);
  if (known) return known;
  const picture = engine.draw(latent, detail);
  drawn[detail].set(latent, picture);
  // Another try may find the right model loaded.
  picture.catch(() => drawn[detail].delete(latent));
  return picture;
}

export interface StepPicture {
  /** The best there is by now: null before anything is drawn. */
  readonly pixels: Pixels | null;
  /** The loaded model is not the one that made the step. */
  readonly otherModel: boolean;
}

/**
 * A step's picture. A preview is there as the step comes, and is drawn for a step that was kept; the full picture is drawn when
 * `detail` asks for it, and the preview shows until it is there.
 */
export function useStepPicture(step: PastStep | undefined, detail: Detail): StepPicture {
  const [found, setFound] = useState<{ readonly latent: Latent; readonly detail: Detail; readonly pixels: Pixels | null; readonly otherModel: boolean } | null>(null);
  const latent = step?.latent;
  const wanted = latent !== undefined && (detail === 'full' || step?.preview === undefined);
  useEffect(() => {
    if (!latent || !wanted) return;
    let current = true;
    drawLatent(latent, detail).then(
      (pixels) => current && setFound({ latent, detail, pixels, otherModel: false }),
      (error: unknown) => current && setFound({ latent, detail, pixels: null, otherModel: error instanceof SynthesisError && error.code === 'latent-mismatch' }),
    );
    return () => {
      current = false;
    };
  }, [latent, detail, wanted]);
  const own = wanted && found?.latent === latent && found?.detail === detail ? found : null;
  return { pixels: own?.pixels ?? step?.preview ?? null, otherModel: own?.otherModel ?? false };
}
