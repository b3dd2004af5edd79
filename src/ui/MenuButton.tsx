import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { ariaKeys, displayKeys } from './keys';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
  /** Set off from what is above it. */
  readonly apart?: boolean;
  /** Keys that do the same; null for none. */
  readonly keys?: string | null;
  /** Why it cannot be run now; null where it can. */
  readonly hindrance?: string | null;
}

export interface MenuGroup {
  readonly name: string;
  readonly items: readonly MenuItem[];
}

interface MenuButtonProps {
  readonly label: string;
  /** A short menu's entries, or the groups of a long one, worked out when it is open. */
  readonly items: readonly MenuItem[] | (() => readonly MenuGroup[]);
}

/** A menu button after the APG: arrows, Home, End and first letters move, Escape closes and gives the focus back. */
export function MenuButton({ label, items }: MenuButtonProps) {
  const [open, setOpen] = useState(false);
  const menuId = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const entries = () => [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];

  useEffect(() => {
    if (open) root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const all = entries();
    const index = all.findIndex((entry) => entry === document.activeElement);
    const moves: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: all.length - 1 };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      all[(target + all.length) % all.length]?.focus();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') {
      // From the button it goes on, or back, as if there were no menu.
      close();
    } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // Letters belong to the menu: as shortcuts they would run what is not even looked at.
      event.preventDefault();
      const after = [...all.slice(index + 1), ...all.slice(0, index + 1)];
      after.find((entry) => entry.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    }
  };

  return (
    <div
      className="menu-button"
      ref={root}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className="button quiet"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && !open) {
            event.preventDefault();
            event.stopPropagation();
            setOpen(true);
          }
        }}
      >
        {label}
      </button>
      {open && (
        <ul className="menu" role="menu" id={menuId} aria-label={label} tabIndex={0}>
          {typeof items === 'function'
            ? items().map(({ name, items: grouped }) => (
                <li key={name} role="none">
                  <span className="menu-group" aria-hidden="true">
                    {name}
                  </span>
                  <ul role="group" aria-label={name}>
                    {grouped.map((item) => (
                      <Entry key={item.id} item={item} id={`${menuId}-${item.id}`} onChoose={close} />
                    ))}
                  </ul>
                </li>
              ))
            : items.map((item) => <Entry key={item.id} item={item} id={`${menuId}-${item.id}`} onChoose={close} />)}
        </ul>
      )}
    </div>
  );
}

interface EntryProps {
  readonly item: MenuItem;
  readonly id: string;
  /** The menu closes before the entry runs, which may move the focus. */
  readonly onChoose: () => void;
}

function Entry({ item: { label, run, apart, keys = null, hindrance = null }, id, onChoose }: EntryProps) {
  return (
    <li role="none" className={apart ? 'apart' : undefined}>
      <button
        type="button"
        role="menuitem"
        tabIndex={-1}
        aria-disabled={hindrance !== null || undefined}
        aria-labelledby={`${id}-label`}
        aria-describedby={hindrance === null ? undefined : `${id}-why`}
        aria-keyshortcuts={ariaKeys(keys)}
        onClick={() => {
          if (hindrance !== null) return;
          onChoose();
          run();
        }}
      >
        <span className="menu-label" id={`${id}-label`}>
          {label}
        </span>
        {keys !== null && <kbd aria-hidden="true">{displayKeys(keys)}</kbd>}
        {hindrance !== null && (
          <span className="note" id={`${id}-why`}>
            {hindrance}
          </span>
        )}
      </button>
    </li>
  );
}
