// `npm run synth`: faces without a browser.
import { DomainError } from '../../src/domain/errors';
import { PlanError } from '../../src/domain/plan/planFile';
import { toFailure } from '../export/errors';
import { SynthesisError } from '../synthesis/errors';
import { LABEL_USAGE, labelCommand, parseLabelArguments } from './commands/label';
import { MERGE_USAGE, mergeCommand, parseMergeArguments } from './commands/merge';
import { MISSING_USAGE, missingCommand, parseMissingArguments } from './commands/missing';
import { PLAN_USAGE, parsePlanArguments, planCommand } from './commands/plan';
import { recipesCommand } from './commands/recipes';
import { RECIPES_USAGE, parseRecipesArguments } from './commands/recipesArguments';
import { RUN_USAGE, parseRunArguments, runCommand } from './commands/run';
import { SERVE_USAGE, parseServeArguments, serveCommand } from './commands/serve';
import { FACE_WORKER } from './faces/processPool';
import { workForParent } from './faces/workerProcess';
import { LockedError } from './files/lock';
import { UsageError } from './usageError';

/** @returns exit code */
type Command = (argv: readonly string[]) => Promise<number>;

/** A command that parses its arguments first; null for help. */
function command<T>(usage: string, parse: (argv: readonly string[]) => T | null, run: (given: T, say: (text: string) => void) => Promise<number>): Command {
  return async (argv) => {
    const given = parse(argv);
    if (given !== null) return run(given, say);
    process.stdout.write(usage);
    return 0;
  };
}

const COMMANDS: Readonly<Record<string, Command>> = {
  plan: command(PLAN_USAGE, parsePlanArguments, planCommand),
  run: command(RUN_USAGE, parseRunArguments, runCommand),
  missing: command(MISSING_USAGE, parseMissingArguments, missingCommand),
  merge: command(MERGE_USAGE, parseMergeArguments, mergeCommand),
  label: command(LABEL_USAGE, parseLabelArguments, labelCommand),
  serve: command(SERVE_USAGE, parseServeArguments, serveCommand),
};

const makeFromRecipes = command(RECIPES_USAGE, parseRecipesArguments, recipesCommand);

async function main(argv: readonly string[]): Promise<number> {
  const [first = ''] = argv;
  if (first.startsWith('-') || first === '') return makeFromRecipes(argv);
  const chosen = COMMANDS[first];
  if (chosen === undefined) throw new UsageError(`There is no command "${first}". There are ${Object.keys(COMMANDS).join(', ')}, and faces from --recipe FILE.`);
  return chosen(argv.slice(1));
}

function say(text: string): void {
  process.stderr.write(text);
}

/** What to say of an error, and the exit code for it. */
function explain(error: unknown): { text: string; code: number } {
  const exportFailure = toFailure(error);
  if (error instanceof LockedError) return { text: error.message, code: 2 };
  if (error instanceof UsageError) return { text: `${error.message}\n\n--help lists the options.`, code: 2 };
  if (error instanceof SynthesisError || error instanceof DomainError || error instanceof PlanError) return { text: `${error.message} (${error.code})`, code: 2 };
  if (exportFailure.code === 'disk-full') return { text: 'There is no room left where the faces are written. What is there is kept: free some, and run the same command again. (disk-full)', code: 2 };
  if (exportFailure.code !== 'failed') return { text: `${exportFailure.message} (${exportFailure.code})`, code: 2 };
  return { text: `unexpected failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, code: 1 };
}

if (process.argv[2] === FACE_WORKER) workForParent();
else {
  main(process.argv.slice(2)).then(
    // Signals are listened to and sessions held: nothing would end the process by itself.
    (code) => process.exit(code),
    (error: unknown) => {
      const { text, code } = explain(error);
      say(`\nsynth: ${text}\n`);
      process.exit(code);
    },
  );
}
