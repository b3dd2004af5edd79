import { DomainError } from '../errors';
import { EXPRESSION_CLASSES, PACK_FORMAT_VERSION, packManifestSchema } from './manifest';
import type { PackFile, PackManifest } from './manifest';

/**
 * Text of `pack.json` → the manifest.
 * @throws DomainError `pack-version` where the pack is of a newer format, `pack-invalid` naming the path at fault.
 */
export function parseManifest(text: string): PackManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DomainError('pack-invalid', 'pack.json is not JSON: the folder holds no model pack, or the download was cut short.', { cause });
  }
  const version = typeof value === 'object' && value !== null && 'formatVersion' in value ? value.formatVersion : undefined;
  if (typeof version === 'number' && version > PACK_FORMAT_VERSION) {
    throw new DomainError('pack-version', `This model pack has format ${String(version)}; this studio reads format ${String(PACK_FORMAT_VERSION)}. Update the studio.`);
  }
  const parsed = packManifestSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new DomainError('pack-invalid', `pack.json cannot be used: "${issue?.path.map(String).join('.') ?? ''}": ${issue?.message ?? 'not valid'}.`);
  }
  checkMeaning(parsed.data);
  return parsed.data;
}

function checkMeaning(manifest: PackManifest): void {
  if (manifest.classes.some((name, index) => name !== EXPRESSION_CLASSES[index])) {
    throw new DomainError('pack-invalid', `pack.json cannot be used: "classes" must be ${EXPRESSION_CLASSES.join(', ')}, in this order.`);
  }
  if ((manifest.student === undefined) !== (manifest.graphs.student === undefined)) {
    throw new DomainError('pack-invalid', 'pack.json cannot be used: it must have both "student" and "graphs.student", or neither.');
  }
  const takesAu = manifest.graphs.denoiser.inputs.some(({ name, role }) => (role ?? name) === 'au');
  if (takesAu !== manifest.auColumns > 0) {
    throw new DomainError('pack-invalid', `pack.json cannot be used: "auColumns" is ${String(manifest.auColumns)}, but the denoiser has ${takesAu ? 'an' : 'no'} input "au".`);
  }
  for (const { id, columns } of manifest.actionUnits) {
    if (Object.values(columns).some((column) => column !== undefined && column >= manifest.auColumns)) {
      throw new DomainError('pack-invalid', `pack.json cannot be used: ${id} names a column past "auColumns".`);
    }
  }
}

/** Every file the manifest names besides itself, each path once. */
export function packFiles(manifest: PackManifest): PackFile[] {
  const graphs = Object.values(manifest.graphs).filter((graph) => graph !== undefined);
  const named = [
    manifest.tokenizer.file,
    manifest.tokenizer.config,
    ...graphs.flatMap((graph) => [graph.file, ...graph.externalData]),
  ];
  return [...new Map(named.map((entry) => [entry.path, entry])).values()];
}
