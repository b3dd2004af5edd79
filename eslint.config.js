import globals from 'globals';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const noBarrels = { regex: '(^|/)index(\\.[jt]sx?)?$', message: 'No barrels: import the file itself.' };
const noReact = { regex: '^(react|react-dom|zustand|@tanstack)(/|$)', message: 'Workers know nothing of the page.' };

/**
 * Import rules for the files in a folder and below it.
 * @param {string} folder
 * @param {(out: string) => { regex: string, message: string }[]} patterns given the `../…` that leaves the folder
 * @returns {import('eslint').Linter.Config[]}
 */
function guard(folder, patterns) {
  return [0, 1, 2, 3].map((depth) => ({
    files: [`${folder}/${'*/'.repeat(depth)}*.{ts,tsx}`],
    rules: { 'no-restricted-imports': ['error', { patterns: [noBarrels, ...patterns(`^${'\\.\\./'.repeat(depth + 1)}`)] }] },
  }));
}

export default defineConfig(
  globalIgnores(['dist', 'node_modules', 'training', 'out', 'coverage', 'playwright-report', 'test-results', '.cache', 'public']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: ['tsconfig.app.json', 'tsconfig.worker.json', 'tsconfig.node.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': ['error', { patterns: [noBarrels] }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels: export where it is made.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['scripts/**/*.mjs', 'eslint.config.js'],
    languageOptions: { globals: globals.node },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error', eqeqeq: 'error' },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  ...guard('src/domain', (out) => [
    { regex: out, message: 'src/domain imports nothing from the rest of the studio.' },
    { regex: '^(?!\\.|zod$|vitest$|fast-check$|node:)', message: 'src/domain stands on zod alone.' },
  ]),
  {
    files: ['src/domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-globals': ['error', 'window', 'document', 'navigator', 'localStorage', 'self', 'process', 'Buffer'] },
  },
  {
    files: ['workers/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noBarrels,
            noReact,
            { regex: '/src/(?!domain/|storage/)', message: 'Workers import src/domain, src/storage and nothing else of the page.' },
          ],
        },
      ],
    },
  },
  ...guard('src/features/*', (out) => [
    { regex: `${out}(?!\\.\\./)`, message: "A feature never reaches into another's folder: src/app puts them together." },
    { regex: `${out}\\.\\./app/`, message: 'src/app imports features, not the other way round.' },
  ]),
);
