import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { displayKeys, matchesKeys } from '../../ui/keys';
import { useModal } from '../../ui/useModal';
import { rememberCommand, usePreferences } from '../shell/preferences';
import type { Command } from './command';
import { findCommands } from './findCommands';
import { closePalette } from './palette';

/** All commands in one list: type to filter, arrows, Enter. A combobox with a listbox after the APG; modal. */
export function CommandPalette({ commands }: { readonly commands: readonly Command[] }) {
  const dialog = useModal();
  const listId = useId();
  const [query, setQuery] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const recent = usePreferences((state) => state.recentCommands);
  const found = findCommands(commands, query, recent);
  const index = Math.max(0, found.findIndex(({ id }) => id === activeId));
  const active = found[index];
  const optionId = (command: Command) => `${listId}-${command.id}`;
  const activeOption = active && optionId(active);

  useEffect(() => {
    if (activeOption !== undefined) document.getElementById(activeOption)?.scrollIntoView({ block: 'nearest' });
  }, [activeOption]);

  const choose = (command: Command | undefined) => {
    if (!command || command.hindrance() !== null) return;
    // Closed first: the focus is back where it was before the command may move it.
    dialog.current?.close();
    rememberCommand(command.id);
    command.run();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1 };
    const target = moves[event.key];
    const own = commands.find(({ id }) => id === 'commands')?.keys;
    if (target !== undefined) setActiveId(found[(target + found.length) % found.length]?.id ?? null);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(active);
    else if (own != null && matchesKeys(event, own)) dialog.current?.close();
    else return;
    event.preventDefault();
  };

  return (
    <dialog
      ref={dialog}
      className="dialog palette"
      aria-label="Commands"
      onClose={closePalette}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        // Only the backdrop is the dialog itself.
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      <div className="palette-body">
        <input
          type="text"
          className="field"
          role="combobox"
          aria-label="Find a command"
          placeholder="What do you want to do?"
          aria-autocomplete="list"
          aria-expanded={found.length > 0}
          aria-controls={found.length > 0 ? listId : undefined}
          aria-activedescendant={activeOption}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActiveId(null);
          }}
        />
        <p className="visually-hidden" aria-live="polite">
          {found.length === 1 ? '1 command' : `${found.length} commands`}
        </p>
        {found.length === 0 ? (
          <p className="empty">No command is called that.</p>
        ) : (
          <ul className="palette-list" role="listbox" id={listId} aria-label="Commands">
            {found.map((command) => (
              <Option
                key={command.id}
                id={optionId(command)}
                command={command}
                active={command === active}
                onPoint={() => setActiveId(command.id)}
                onChoose={() => choose(command)}
              />
            ))}
          </ul>
        )}
      </div>
    </dialog>
  );
}

interface OptionProps {
  readonly id: string;
  readonly command: Command;
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Option({ id, command, active, onPoint, onChoose }: OptionProps) {
  const hindrance = command.hindrance();
  return (
    // The combobox has the keyboard; the pointer is the other way to the same.
    <li id={id} role="option" aria-selected={active} aria-disabled={hindrance !== null} onPointerMove={active ? undefined : onPoint} onClick={onChoose}>
      <span className="palette-label">
        {command.label}
        {hindrance !== null && <span className="note">{hindrance}</span>}
      </span>
      {command.keys !== null && <kbd>{displayKeys(command.keys)}</kbd>}
    </li>
  );
}
