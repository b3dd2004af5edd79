import globals from 'globals';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What .oxlintrc.json has no rule for. No types are read here: with them one pass over the sources took two minutes. */
export default defineConfig(
  globalIgnores(['dist', 'node_modules', 'training', 'out', 'coverage', 'playwright-report', 'test-results', '.cache', 'public']),
  // The comments that switch a rule off are oxlint's.
  { linterOptions: { reportUnusedDisableDirectives: 'off' } },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser },
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels: export where it is made.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
      ],
    },
  },
  {
    files: ['scripts/**/*.mjs', 'eslint.config.js', '.dependency-cruiser.mjs'],
    languageOptions: { globals: globals.node },
    rules: { 'no-undef': 'error' },
  },
);
