/** Exit codes of a command that was stopped, as shells give them. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Hears Ctrl+C and SIGTERM: the first lets the faces under way be finished, a second ends at once. */
export class Stopping {
  /** The exit code that says so; null while nobody has asked to stop. */
  code: number | null = null;

  constructor(say: (text: string) => void) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (this.code !== null) process.exit(CODES[signal]);
        this.code = CODES[signal];
        say(`\n${signal}: the faces under way are finished; once more to end at once.\n`);
      });
    }
  }

  readonly asked = (): boolean => this.code !== null;
}
