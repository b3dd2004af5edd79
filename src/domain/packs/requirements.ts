import type { Ability } from './abilities';
import type { PackManifest } from './manifest';
import { memoryVerdict } from './memory';
import { packFiles } from './parseManifest';

/** What a pack will want of a machine. */
export interface Machine {
  /** The graphics adapter that would be used; null where the processor does the work. */
  readonly graphics: { readonly halves: boolean; readonly largestBuffer: number } | null;
  /** Memory as the browser tells it, in bytes (it rounds, and never tells more than 8 GB); null where it does not. */
  readonly memory: number | null;
  /** Room left for this page on the disk, in bytes; null where the browser does not say. */
  readonly room: number | null;
}

const GB = 1e9;
/** Bytes of all files of a pack, each counted once. */
export function packBytes(manifest: PackManifest): number {
  return packFiles(manifest).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Whether this machine can run the pack, and what stands in its way. `kept`: bytes of it that are there already. */
export function canRun(manifest: PackManifest, { graphics, memory, room }: Machine, kept = 0): Ability {
  const weights = packBytes(manifest);
  const reasons: string[] = [];
  const verdict = memoryVerdict(manifest, { onGraphics: graphics !== null, memory });
  if (verdict.kind !== 'fits') reasons.push(verdict.reason);
  if (graphics !== null && manifest.arithmetic === 'float16' && !graphics.halves) reasons.push('It computes in half precision, which this graphics adapter does not. Export it with float32.');
  if (room !== null && weights - kept > room) reasons.push(`${inGb(weights - kept)} are to be downloaded, and this page has room for ${inGb(room)}. Free disk space, or delete faces or other packs.`);
  return reasons.length === 0 ? { can: true } : { can: false, reason: reasons.join(' ') };
}

function inGb(bytes: number): string {
  return `${(bytes / GB).toFixed(1)} GB`;
}
