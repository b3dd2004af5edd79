/** Who may import whom: checked by `npm run lint`, drawn in docs/architecture.md. */

/**
 * What a folder may import besides itself; of this repository nothing else.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const MAY_IMPORT = {
  'src/domain': [],
  'src/files': ['src/domain'],
  'src/storage': ['src/domain'],
  'src/engine': ['src/domain', 'src/storage', 'src/ui', 'workers/synthesis', 'workers/export', 'workers/download', 'workers/pictures'],
  'src/ui': ['src/domain'],
  'src/library': ['src/domain', 'src/storage', 'src/ui'],
  'src/features': ['src/domain', 'src/files', 'src/storage', 'src/engine', 'src/library', 'src/ui', 'src/styles'],
  'src/app': ['src/domain', 'src/files', 'src/storage', 'src/engine', 'src/library', 'src/features', 'src/ui', 'src/styles'],
  'workers/synthesis': ['src/domain', 'src/storage'],
  'workers/export': ['src/domain', 'src/storage'],
  'workers/download': ['src/domain', 'src/storage', 'workers/synthesis'],
  'workers/pictures': ['src/domain', 'workers/synthesis'],
  'workers/node': ['src/domain', 'workers/synthesis', 'workers/export'],
  'workers/offline': ['src/domain', 'src/storage'],
};

const TEST = '\\.test\\.tsx?$';
/** What helps tests, beside what it helps to test. */
const TEST_HELP = '/(testing|(test|fake)[A-Z][A-Za-z]*)\\.ts$';
const SHIPPED = '^(src|workers/(synthesis|export|download|pictures|offline/serviceWorker))';

const inside = (/** @type {readonly string[]} */ folders) => `^(${folders.join('|')})/`;

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const walls = Object.entries(MAY_IMPORT).map(([folder, others]) => ({
  name: `wall-${folder.replace('/', '-')}`,
  comment: `${folder} imports ${others.length === 0 ? 'nothing else of the studio' : `of the studio only ${others.join(', ')}`}.`,
  severity: 'error',
  from: { path: inside([folder]), pathNot: TEST },
  to: { path: '^(src|workers|scripts|bench|e2e)/', pathNot: inside([folder, ...others]) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...walls,
    {
      name: 'no-circles',
      comment: 'Modules in a circle can only be understood, and changed, together. Imports of types count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'features-stand-alone',
      comment: "A feature never reaches into another's folder: src/app puts them together.",
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'domain-stands-on-zod',
      comment: 'src/domain runs on the page, in workers and in Node: it needs no package but zod.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: TEST },
      to: { dependencyTypesNot: ['local', 'localmodule'], pathNot: '^node_modules/zod/' },
    },
    {
      name: 'workers-know-no-page',
      comment: 'Workers know nothing of the page and of what draws it.',
      severity: 'error',
      from: { path: '^(workers|src/(domain|storage))/' },
      to: { path: '^node_modules/(react|react-dom|zustand|@tanstack)/' },
    },
    {
      name: 'no-barrels',
      comment: 'Import the file itself.',
      severity: 'error',
      from: {},
      to: { path: '(^|/)index\\.[jt]sx?$', pathNot: '^node_modules/' },
    },
    {
      name: 'no-tests-shipped',
      comment: 'What is shipped stands on no test and no helper of one.',
      severity: 'error',
      from: { path: SHIPPED, pathNot: `${TEST}|${TEST_HELP}` },
      to: { path: `${TEST}|${TEST_HELP}` },
    },
    {
      name: 'packages-are-named',
      comment: 'What is shipped stands on packages that "dependencies" of package.json names.',
      severity: 'error',
      from: { path: SHIPPED, pathNot: `${TEST}|${TEST_HELP}` },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only', 'triple-slash-type-reference'] },
    },
    {
      name: 'nobody-left-behind',
      comment: 'A module that nobody imports and that imports nobody is a leftover.',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.d\\.ts$|\\.css$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'types', 'node', 'default'] },
  },
};
