import { useRef, useState } from 'react';
import { displayKeys } from '../../ui/keys';
import { useModal } from '../../ui/useModal';
import { usePreferences } from '../shell/preferences';
import { startTour } from '../tour/tour';
import { KeyCapture } from './KeyCapture';
import { rebind, withBindings, type Bindings } from './bindings';
import { COMMAND_GROUPS, type Command } from './command';
import { findCommands } from './findCommands';
import { findFixedKeys, type FixedKeys } from './fixedKeys';
import { useHelp } from './help';

/** All commands with their keys, each to be changed. The commands come with the keys they are delivered with. */
export function HelpDialog({ commands }: { readonly commands: readonly Command[] }) {
  const dialog = useModal();
  const [query, setQuery] = useState('');
  const singleKeys = usePreferences((state) => state.singleKeyShortcuts);
  const bindings = usePreferences((state) => state.bindings);
  const present = withBindings(commands, bindings);
  const fixed = findFixedKeys(query);
  const found = query.trim() === '' ? present : findCommands(present, query);

  return (
    <dialog ref={dialog} className="dialog help" aria-labelledby="help-title" onClose={() => useHelp.setState({ open: false })}>
      <h2 id="help-title">Keyboard shortcuts</h2>
      <input
        type="search"
        className="field"
        aria-label="Search shortcuts"
        placeholder="Search"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className="help-list scroll" role="region" aria-label="Commands and their keys" tabIndex={0}>
        {found.length === 0 && fixed.length === 0 && <p className="empty">No command is called that.</p>}
        {COMMAND_GROUPS.map((group) => (
          <Group key={group} name={group} found={found.filter((command) => command.group === group)} commands={commands} bindings={bindings} />
        ))}
        {fixed.map((part) => (
          <FixedKeysTable key={part.where} part={part} />
        ))}
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => usePreferences.setState({ singleKeyShortcuts: event.target.checked })}
        />
        Single-key shortcuts
      </label>
      <form method="dialog" className="row">
        <button type="submit" className="button">
          Close
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            dialog.current?.close();
            startTour();
          }}
        >
          Take the tour
        </button>
        <button type="button" className="button" disabled={Object.keys(bindings).length === 0} onClick={() => usePreferences.setState({ bindings: {} })}>
          Reset all keys
        </button>
      </form>
    </dialog>
  );
}

interface GroupProps {
  readonly name: string;
  /** With their present keys. */
  readonly found: readonly Command[];
  /** All, as delivered. */
  readonly commands: readonly Command[];
  readonly bindings: Bindings;
}

function Group({ name, found, commands, bindings }: GroupProps) {
  if (found.length === 0) return null;
  return (
    <table className="shortcuts">
      <caption>{name}</caption>
      <tbody>
        {found.map((command) => (
          <ShortcutRow key={command.id} command={command} commands={commands} bindings={bindings} />
        ))}
      </tbody>
    </table>
  );
}

/** What the keys do in a part of the page while the focus is there. */
function FixedKeysTable({ part: { where, keys } }: { readonly part: FixedKeys }) {
  return (
    <table className="shortcuts">
      <caption>{where}</caption>
      <tbody>
        {keys.map(([what, pressed]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>
              <kbd>{pressed.split(', ').map((keys) => displayKeys(keys)).join(', ')}</kbd>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ShortcutRow({ command, commands, bindings }: { readonly command: Command } & Pick<GroupProps, 'commands' | 'bindings'>) {
  const button = useRef<HTMLButtonElement>(null);
  const [changing, setChanging] = useState(false);
  const close = () => {
    button.current?.focus();
    setChanging(false);
  };
  return (
    <>
      <tr>
        <th scope="row">{command.label}</th>
        <td>{command.keys === null ? <span className="muted">none</span> : <kbd>{displayKeys(command.keys)}</kbd>}</td>
        <td>
          <button
            ref={button}
            type="button"
            className="button quiet"
            aria-label={`Change the keys of ${command.label}`}
            aria-expanded={changing}
            onClick={() => setChanging(!changing)}
          >
            Change
          </button>
        </td>
      </tr>
      {changing && (
        <tr>
          <td colSpan={3}>
            <KeyCapture
              command={command}
              delivered={commands.find(({ id }) => id === command.id)?.keys ?? null}
              propose={(keys) => rebind(commands, bindings, command.id, keys)}
              onKeep={(changed) => usePreferences.setState({ bindings: changed })}
              onClose={close}
            />
          </td>
        </tr>
      )}
    </>
  );
}
