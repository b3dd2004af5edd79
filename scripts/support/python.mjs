import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, run } from './commands.mjs';
import { ROOT } from './packages.mjs';

const VENV = join(ROOT, 'training/.venv');
const VENV_PYTHON = join(VENV, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const TRAINING = join(ROOT, 'training');
const TESTS = join(TRAINING, 'tests');
/** torch is large; a machine that needs longer than this for it is left without the training tests. */
const INSTALL_LIMIT_MS = 20 * 60_000;

/** @param {string} python @param {string} code */
const succeeds = (python, code) => spawnSync(python, ['-c', code], { cwd: ROOT, stdio: 'ignore' }).status === 0;

function findPython() {
  const recent = 'import sys, venv; sys.exit(sys.version_info < (3, 11))';
  return ['python3', 'python3.13', 'python3.12', 'python3.11', 'python'].find((name) => succeeds(name, recent)) ?? null;
}

/** @param {string[]} args of `pip install` */
const pip = (...args) =>
  // Compiled is what is imported, when it is: all that these packages bring takes a minute, and most is never used here.
  run(VENV_PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-compile', ...args], { timeout: INSTALL_LIMIT_MS });

/** @type {{ readonly python: string | null } | null} */
let prepared = null;

/** The venv's Python with the training requirements, or null where Python or the packages cannot be had. Asked for once in a process. */
export function prepareTraining() {
  prepared ??= { python: installTraining() };
  return prepared.python;
}

function installTraining() {
  if (!existsSync(VENV_PYTHON)) {
    const python = findPython();
    if (!python || !run(python, ['-m', 'venv', VENV])) return null;
  }
  // torch first and alone: asked for along with others, pip may prefer a build of several GB for graphics cards.
  if (!pip('torch==2.13.0') || !pip('-r', join(ROOT, 'training/requirements.txt'))) return null;
  // What training/tests/exports opens exports with: its tests of a loader that cannot be had are skipped, and counted.
  pip('-r', join(ROOT, 'training/requirements-loaders.txt'));
  const opensContext = "import moderngl; moderngl.create_context(standalone=True, backend='egl')";
  if (process.platform === 'linux' && !succeeds(VENV_PYTHON, opensContext)) {
    aptInstall(['libegl1', 'libegl-mesa0', 'libgl1-mesa-dri']);
  }
  return VENV_PYTHON;
}

const SETTINGS = 'training/pyproject.toml';
/** How training/ is kept, by modules of requirements-dev.txt: style, layout, types, who may import whom. */
const CHECKS = [
  ['-m', 'ruff', 'check', '--config', SETTINGS, '--quiet', 'training'],
  ['-m', 'ruff', 'format', '--config', SETTINGS, '--check', '--quiet', 'training'],
  ['-m', 'mypy', '--config-file', SETTINGS],
  ['-c', "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(sys.argv[1], cache_dir='.cache/import-linter', no_logo=True))", SETTINGS],
];

/**
 * @param {string} python with the training requirements, which the types are read from
 * @returns {boolean} whether every check is content
 */
export function lintTraining(python) {
  return [noLongModule(), ...CHECKS.map((check) => run(python, check))].every(Boolean);
}

const MAX_LINES = 300;
/** Shaders are one text, however long. The list may only shrink. */
const LONG_MODULES = ['render/sketch_shaders.py'];

/** A module has one reason to change: ruff has no rule for its length. */
function noLongModule() {
  const long = readdirSync(TRAINING, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.py') && !/^(\.venv|runs)\//.test(name) && !LONG_MODULES.includes(name))
    .map((name) => ({ name, lines: readFileSync(join(TRAINING, name), 'utf8').trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES);
  for (const { name, lines } of long) console.error(`training/${name} has ${lines} lines: over ${MAX_LINES} it is to be split.`);
  return long.length === 0;
}

/** The venv's Python with what it takes to check training/, or null. */
export function prepareTrainingLint() {
  const python = prepareTraining();
  return python && pip('-r', join(ROOT, 'training/requirements-dev.txt')) ? python : null;
}

/** How many training tests there are, for the count of the skipped ones. */
export function countTrainingTests() {
  return readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|[/\\])test_[^/\\]*\.py$/.test(name))
    .reduce((sum, name) => sum + (readFileSync(join(TESTS, name), 'utf8').match(/^\s*def test_/gm)?.length ?? 0), 0);
}
