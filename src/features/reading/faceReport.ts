import { formatFacsCode } from '../../domain/facs/code';
import { EXPRESSION_CLASSES, type PackManifest } from '../../domain/packs/manifest';
import { canonicalJson } from '../../domain/recipe/canonical';
import { samplingSettings } from '../../domain/recipe/settings';
import { describeBackend } from '../../ui/describeBackend';
import { whyNoLabel } from '../../ui/labelText';
import type { Face } from '../../domain/face/face';
import type { StepEvent } from '../../domain/face/step';
import type { LoadedPack } from '../../domain/packs/loading';

/** What a report says beside what the face itself holds: where it was written, on what. */
export interface ReportContext {
  readonly browser: string;
  /** The pack that is loaded, which need not be the one that made the face; null while there is none. */
  readonly loaded: Pick<LoadedPack, 'manifest' | 'packSha256' | 'choice'> | null;
  /** The steps of the face where they are kept. */
  readonly steps: readonly Pick<StepEvent, 'milliseconds'>[];
  readonly written: Date;
}

/**
 * All that it takes to make a face again, and what came of it, as Markdown: recipe, pack, runtime, timings, votes, and the command that
 * repeats it. What only holds for the studio that writes the report is kept apart from what the face holds.
 */
export function faceReport(face: Face, context: ReportContext): string {
  return [
    `# Face ${face.id}`,
    'A synthetic face; not a real person. Its labels are the opinion of models.',
    section('Recipe', recipeFacts(face)),
    `\`\`\`json\n${canonicalJson(face.recipe)}\n\`\`\``,
    section('Made by', makerFacts(face, context)),
    section('Label', labelFacts(face)),
    votesTable(face),
    section('This report', contextFacts(context)),
    '## Make it again',
    `\`\`\`sh\n${synthCommand(face)}\n\`\`\``,
    againNote(face),
    '',
  ].join('\n\n');
}

/** Writes the recipe down and makes its face, in a POSIX shell at the root of the studio's repository. */
export function synthCommand({ id, recipe }: Pick<Face, 'id' | 'recipe'>): string {
  const file = `${id}.json`;
  const layout = recipe.layout ? ' --layout PICTURE.png' : '';
  return `printf '%s' '${canonicalJson(recipe).replaceAll("'", `'\\''`)}' > ${file}\nnpm run synth -- --recipe ${file} --out out/${id}${layout}`;
}

type Fact = readonly [what: string, value: string];

function section(title: string, facts: readonly Fact[]): string {
  return `## ${title}\n\n${facts.map(([what, value]) => `- ${what}: ${value}`).join('\n')}`;
}

function recipeFacts({ id, recipe }: Face): Fact[] {
  return [
    ['Id', `${id}, the first 16 hex digits of the SHA-256 of the canonical JSON below`],
    ['Random numbers', `PyTorch's CPU generator (mt19937, as torch.randn), seed ${recipe.seed}`],
    ['Action units', formatFacsCode(recipe.au) || 'none set'],
    ...samplingSettings(recipe),
  ];
}

function makerFacts({ recipe, provenance }: Face, { loaded, steps }: ReportContext): Fact[] {
  const same = loaded?.packSha256 === provenance.packSha256 ? loaded.manifest : null;
  const version = same ? `, version ${same.version}` : '';
  const made: Fact[] = [
    ['Studio', provenance.app],
    ['Model pack', `${provenance.pack}${version}, SHA-256 of its pack.json ${provenance.packSha256}`],
    ...(same ? [['Numbers in and out of the network', numberTypes(same, recipe.sampler)] as const] : []),
    ['Backend', provenance.backend.kind === 'webgpu' ? `webgpu, ${provenance.backend.adapter}` : describeBackend(provenance.backend)],
  ];
  if (provenance.restored) return [...made, ['Restored', 'from its picture, and labelled by this: the picture does not say what made it']];
  return [...made, ['Time', `${(provenance.milliseconds / 1000).toFixed(2)} s${stepTimes(steps)}`]];
}

function numberTypes({ graphs }: PackManifest, sampler: Face['recipe']['sampler']): string {
  const graph = (sampler === 'student' ? graphs.student : graphs.denoiser) ?? graphs.denoiser;
  return [...new Set([...graph.inputs, ...graph.outputs].map(({ type }) => type))].join(', ');
}

function stepTimes(steps: ReportContext['steps']): string {
  return steps.length === 0 ? '' : `; ms for each step: ${steps.map(({ milliseconds }) => milliseconds.toFixed(0)).join(', ')}`;
}

function labelFacts({ recipe, label, unknownWords }: Face): Fact[] {
  return [
    ['Requested', recipe.expression ?? 'none'],
    ['Recognised', label.recognised === null ? `no label. ${whyNoLabel(label.votes)}` : `${label.recognised}, calibrated confidence ${label.confidence.toFixed(4)}`],
    ['Rectified', label.rectified ? 'yes: voters disagree with each other or with the request' : 'no'],
    ...(unknownWords.length > 0 ? [['Words the model was not trained on', unknownWords.join(', ')] as const] : []),
  ];
}

function votesTable({ label }: Face): string {
  const line = (name: string, cells: readonly string[]) => `| ${[name, ...cells].join(' | ')} |`;
  const numbers = (values: readonly number[]) => EXPRESSION_CLASSES.map((_, column) => (values[column] ?? 0).toFixed(4));
  return [
    line('probabilities', EXPRESSION_CLASSES),
    `|---|${'---:|'.repeat(EXPRESSION_CLASSES.length)}`,
    ...label.votes.map((vote) => line(vote.label, numbers(vote.probabilities))),
    ...(label.probabilities ? [line('together, calibrated', numbers(label.probabilities))] : []),
  ].join('\n');
}

function contextFacts({ browser, loaded, written }: ReportContext): Fact[] {
  return [
    ['Written', written.toISOString()],
    ['Browser', browser],
    ['Loaded pack', loaded ? `${loaded.manifest.id} ${loaded.manifest.version}, SHA-256 ${loaded.packSha256}` : 'none'],
    ['Runtime', loaded ? `${loaded.choice.runtime}; ${describeBackend(loaded.choice.backend)}: ${loaded.choice.reason}` : 'none'],
  ];
}

function againNote({ recipe }: Face): string {
  const layout = recipe.layout ? ' PICTURE.png is the picture whose layout the recipe keeps.' : '';
  return `The same recipe, pack and backend give the same pixels; another backend, as the command line's is, differs by rounding.${layout}`;
}
