import { EXPRESSION_CLASSES } from '../packs/manifest';
import { METADATA_COLUMNS } from './columns';
import type { MetadataColumn } from './columns';
import { recogniserText } from './addedRecognisers';
import { exportFormat } from './formats';
import type { LayoutDescription } from './layout';
import { licence } from './licences';
import type { ExportSettings } from './settings';
import { exclusionSentences, faceCount, filledSplits, incompleteSplits } from './tally';
import type { Tally } from './tally';
import { BAD_USE, GOOD_USE } from './use';

/** The hub's bounds of `size_categories`, smallest first. */
const SIZES: readonly (readonly [below: number, name: string])[] = [
  [1_000, 'n<1K'],
  [10_000, '1K<n<10K'],
  [100_000, '10K<n<100K'],
  [1_000_000, '100K<n<1M'],
  [Infinity, '1M<n<10M'],
];

const FEATURE_TYPES: Readonly<Record<Exclude<MetadataColumn['type'], 'class'>, string>> = { string: 'string', int: 'int64', float: 'float64', bool: 'bool' };

/** README.md: the dataset card, with the front matter that the Hugging Face hub and `datasets` read. */
export function datasetCard(settings: ExportSettings, layout: LayoutDescription, tally: Tally): string {
  return `---\n${frontMatter(settings, layout, tally).join('\n')}\n---\n\n${body(settings, layout, tally)}`;
}

function frontMatter(settings: ExportSettings, { dataFiles, columns }: LayoutDescription, tally: Tally): string[] {
  const size = SIZES.find(([below]) => faceCount(tally) < below)?.[1] ?? '';
  return [
    `license: ${licence(settings.licence).hub}`,
    // A name such as 2026-11-29, 123, yes or null is read as a date, a number, a boolean or nothing without the quotes.
    `pretty_name: ${JSON.stringify(settings.name)}`,
    'task_categories:',
    '- image-classification',
    'size_categories:',
    `- ${size}`,
    'annotations_creators:',
    '- machine-generated',
    ...(tally.humanLabels > 0 ? ['- expert-generated'] : []),
    'source_datasets:',
    '- original',
    'tags:',
    '- synthetic',
    '- facial-expression',
    '- facial-action-units',
    'configs:',
    '- config_name: default',
    '  data_files:',
    ...dataFileLines(dataFiles, tally),
    // In the configuration and not under `dataset_info`, which the folder loader overrides with what it infers.
    ...(columns ? ['  features:', '  - name: image', '    dtype: image', ...METADATA_COLUMNS.flatMap(featureLines)] : []),
  ];
}

function dataFileLines(dataFiles: LayoutDescription['dataFiles'], tally: Tally): string[] {
  if (typeof dataFiles !== 'function') return ['  - split: faces', '    path:', ...dataFiles.map((path) => `    - ${JSON.stringify(path)}`)];
  return filledSplits(tally).flatMap((split) => [`  - split: ${split}`, `    path: ${JSON.stringify(dataFiles(split))}`]);
}

function featureLines(column: MetadataColumn): string[] {
  const name = `  - name: ${column.name}`;
  if (column.type !== 'class') return [name, `    dtype: ${FEATURE_TYPES[column.type]}`];
  return [name, '    dtype:', '      class_label:', '        names:', ...EXPRESSION_CLASSES.map((expression, i) => `          '${String(i)}': ${expression}`)];
}

function body(settings: ExportSettings, layout: LayoutDescription, tally: Tally): string {
  const { name, url } = licence(settings.licence);
  const format = exportFormat(settings.format);
  const packs = [...tally.packs].map(([pack, sha256]) => `\`${pack}\` (manifest SHA-256 \`${sha256}\`)`).join(', ');
  const left = exclusionSentences(tally);
  return `# ${settings.name}

${String(faceCount(tally))} synthetic faces with facial-expression labels, made with SynFER Studio on ${settings.date}. **No picture shows a real person**;
every PNG says so in its metadata and carries the recipe it was made from.

## Structure

Layout: ${format.name}. ${layout.usage(tally)}

${countTable(tally)}
${incompleteNote(tally)}
Beside the pictures:

- \`recipes.jsonl\`: one line a face: its full recipe, all its labels, provenance and review. SynFER Studio restores faces from it.
- \`croissant.json\`: this set in Croissant 1.1.
- \`CHECKSUMS.sha256\`: \`sha256sum --check CHECKSUMS.sha256\` verifies every file.

### Fields

| field | type | meaning |
|---|---|---|
${METADATA_COLUMNS.map((column) => `| \`${column.name}\` | ${column.type === 'class' ? 'class, 0–7' : column.type} | ${column.description} |`).join('\n')}

Classes by number: ${EXPRESSION_CLASSES.map((expression, i) => `${String(i)} ${expression}`).join(', ')} (AffectNet's order).

### Splits

No person is in two splits: faces are split by identity group (\`group_id\`). Faces are in one group where they share a seed of a model pack,
whatever the prompt says, as variations one of two seeds, or the picture of a layout or somebody in it; and where others of the set connect
them so. Whole groups are placed, the largest first, so that every split has every class and faces come as near to ${String(settings.ratios.train)} : ${String(settings.ratios.validation)} : ${String(settings.ratios.test)} as groups allow. ${String(tally.groups)} ${tally.groups === 1 ? 'group' : 'groups'} in this set.

## Creation

**Source.** A guided diffusion model steered by action units and a prompt, after *SynFER: Towards Boosting Facial Expression Recognition with
Synthetic Data* (ICCV 2025). Model packs: ${packs}. Software: ${[...tally.apps].join(', ')}. The packs' notices are in their \`pack.json\`.

**Annotations.** Four kinds of label are kept apart: what was asked for (\`intended_label\`), what the networks recognised
(\`teacher_label\`; where a class was asked for, that counts a third beside the voters, whose own calibrated probabilities are \`p_feranno_…\`,
\`p_second_opinion_…\` and \`p_photograph_…\`), SynFER's rectified soft label (\`soft_…\`), and what people said
(\`human_label\`). \`label\` is theirs where there is one (${String(tally.humanLabels)} of ${String(faceCount(tally))}), otherwise the recognised class. In
${String(tally.rectified)} faces the voters disagreed with each other or with the request.
${tally.recognisers.size > 0 ? `\n**Recognisers.** Beside the packs' voters, these were added and had a say: ${[...tally.recognisers.values()].map(recogniserText).join('; ')}. Their votes are in\n\`recogniser_votes\`, the action units they read in \`recogniser_units\`.\n` : ''}${tally.forks > 0 ? `\n**Forks.** ${String(tally.forks)} of ${String(faceCount(tally))} faces took their first steps from another face and went on with other settings: \`forks\` in their recipes.\n` : ''}${left.length > 0 ? `\n**Left out.** ${left.join(' ')}\n` : ''}
**Personal data.** None: nobody was photographed for this set.

## Uses

**Made for.** ${GOOD_USE}

**Not for.** ${BAD_USE}
The set is not fit for that, whatever its licence allows.

## Considerations

- Pseudo-labels are a model's opinion and not ground truth; its errors and those of the generator can agree with each other.
- Synthetic faces lack much of the variety of real ones: in people, light, occlusion and how expressions are mixed. Test what
  you train on real, consented data.
- An expression shown is no proof of an emotion felt.
- The same recipe gives the same picture on the same backend; other backends differ by rounding.
${tally.unnamedUnits > 0 ? `- The model pack of ${String(tally.unnamedUnits)} faces was not at hand, so that their action units are written as −1.\n` : ''}
## Licence

${name} (${settings.licence}): ${url}
`;
}

function countTable(tally: Tally): string {
  const splits = filledSplits(tally);
  const rows = EXPRESSION_CLASSES.filter((name) => splits.some((split) => tally.counts[split][name] > 0)).map(
    (name) => `| ${name} | ${splits.map((split) => String(tally.counts[split][name])).join(' | ')} |`,
  );
  return [
    `| class | ${splits.join(' | ')} |`,
    `|---|${splits.map(() => '---:|').join('')}`,
    ...rows,
    `| all | ${splits.map((split) => String(faceCount(tally, split))).join(' | ')} |`,
    '',
  ].join('\n');
}

function incompleteNote(tally: Tally): string {
  const incomplete = incompleteSplits(tally);
  if (incomplete.length === 0) return '';
  return `${incomplete.map(({ split, missing }) => `There is no ${missing.join(', ')} in ${split}.`).join(' ')} A loader that numbers the folders it finds would number them
differently there: take the number from the folder's name or from the label column.\n`;
}
