import { saveFace } from '../../storage/faces';
import { alertError } from '../../ui/notices';
import type { Face } from '../../domain/face/face';
import type { PastStep } from '../../domain/face/step';
import { logEvent } from '../diagnostics/log';

/** Keeps a face with its steps. A full disk loses the keeping, not the face. */
export async function keepFace(face: Face, steps: readonly PastStep[]): Promise<void> {
  try {
    await saveFace(face, steps);
  } catch (error) {
    logEvent(`face not kept: ${String(error)}`);
    alertError('The face could not be kept in this browser: its storage is full or closed to this page. Download it as PNG to keep it.');
  }
}
