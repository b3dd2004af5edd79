import type { ReactNode } from 'react';
import { useKeysOf, useTitle } from './Shortcut';
import { useCommand } from './commands';
import { ariaKeys } from './keys';

interface CommandButtonProps {
  /** Id of the command that it runs. */
  readonly command: string;
  /** What it does, shown with the command's keys. */
  readonly title: string;
  readonly className?: string;
  /** Its name, where what it shows is no words. */
  readonly label?: string;
  /** Whether what it switches is on. */
  readonly pressed?: boolean;
  /** For what points at it on the page. */
  readonly id?: string;
  /** Id of the element that says why it is disabled; its title says so where there is none. */
  readonly describedBy?: string | undefined;
  readonly children: ReactNode;
}

/** A button that runs a command, disabled for the same reasons as the command's keys. */
export function CommandButton({ command, title, className = 'button', label, pressed, id, describedBy, children }: CommandButtonProps) {
  const { hindrance, run } = useCommand(command);
  const keys = useKeysOf(command);
  const words = useTitle(title, command);
  return (
    <button
      type="button"
      id={id}
      className={className}
      disabled={hindrance !== null}
      title={hindrance !== null && describedBy === undefined ? hindrance : words}
      aria-label={label}
      aria-pressed={pressed}
      aria-describedby={describedBy}
      aria-keyshortcuts={ariaKeys(keys)}
      onClick={run}
    >
      {children}
    </button>
  );
}
