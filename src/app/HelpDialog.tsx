import { useEffect, useRef } from 'react';
import type { Command } from './commands';
import { useHelp } from './help';
import { displayKeys } from './keys';
import { usePreferences } from './preferences';

export function HelpDialog({ commands }: { readonly commands: readonly Command[] }) {
  const open = useHelp((state) => state.open);
  const singleKeys = usePreferences((state) => state.singleKeyShortcuts);
  const dialog = useRef<HTMLDialogElement>(null);
  const mac = /mac/i.test(navigator.platform);

  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="help-title" onClose={() => useHelp.setState({ open: false })}>
      <h2 id="help-title">Keyboard shortcuts</h2>
      <table className="shortcuts">
        <tbody>
          {commands.map(({ id, label, keys }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td>
                <kbd>{displayKeys(keys, mac)}</kbd>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">
        Sliders: arrow keys for small steps, Page Up and Page Down for large ones, Home and End for the limits. Delete on a
        recent face deletes it.
      </p>
      <label className="check">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => usePreferences.setState({ singleKeyShortcuts: event.target.checked })}
        />
        Single-key shortcuts
      </label>
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
