import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { continueKeys, displayKeys, keysOf } from '../../ui/keys';
import type { Bindings, Rebinding } from './bindings';
import type { Command } from './command';

interface KeyCaptureProps {
  /** With its present keys. */
  readonly command: Command;
  /** Its keys as delivered. */
  readonly delivered: string | null;
  readonly propose: (keys: string | null) => Rebinding;
  readonly onKeep: (bindings: Bindings) => void;
  readonly onClose: () => void;
}

/** Takes the keys that are pressed as a command's new ones, and says beforehand whom they belong to. */
export function KeyCapture({ command, delivered, propose, onKeep, onClose }: KeyCaptureProps) {
  const input = useRef<HTMLInputElement>(null);
  const noteId = useId();
  const [keys, setKeys] = useState<string | null>(null);
  const outcome = keys === null ? null : propose(keys);
  const ready = outcome !== null && outcome.kind !== 'refused';

  useEffect(() => input.current?.focus(), []);

  const keep = () => {
    if (!ready) return;
    onKeep(outcome.bindings);
    onClose();
  };

  /** At once where nothing stands against it; else what stands against it is said first. */
  const choose = (chosen: string | null) => {
    const proposal = propose(chosen);
    if (proposal.kind === 'free') {
      onKeep(proposal.bindings);
      onClose();
      return;
    }
    setKeys(chosen);
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const pressed = keysOf(event);
    // Tab leads on to the buttons.
    if (pressed === null || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (pressed === 'Escape') onClose();
    else if (pressed === 'Enter') keep();
    else setKeys(continueKeys(keys, pressed));
  };

  return (
    <div className="key-capture">
      <input
        ref={input}
        type="text"
        className="field"
        readOnly
        aria-label={`New keys for ${command.label}`}
        aria-describedby={noteId}
        value={keys === null ? '' : displayKeys(keys)}
        placeholder="Press the keys"
        onKeyDown={onKeyDown}
      />
      <p className={outcome?.kind === 'refused' ? 'note error' : 'note'} id={noteId} aria-live="polite">
        {outcome === null ? 'A single key may be followed by a second one. Enter keeps the keys, Escape leaves all as it was.' : describe(outcome, keys ?? '')}
      </p>
      <div className="row">
        <button type="button" className="button" disabled={!ready} onClick={keep}>
          {outcome?.kind === 'swap' ? 'Swap' : 'Keep'}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        {command.keys !== null && (
          <button type="button" className="button" onClick={() => choose(null)}>
            No keys
          </button>
        )}
        {command.keys !== delivered && (
          <button type="button" className="button" onClick={() => choose(delivered)}>
            Reset{delivered !== null && ` to ${displayKeys(delivered)}`}
          </button>
        )}
      </div>
    </div>
  );
}

function describe(outcome: Rebinding, keys: string): string {
  switch (outcome.kind) {
    case 'free':
      return `${displayKeys(keys)} is free. Enter keeps it.`;
    case 'swap':
      return `${displayKeys(keys)} belongs to “${outcome.other.label}”. Swap ${outcome.former === null ? 'leaves that command without keys' : `gives that command ${displayKeys(outcome.former)}`}.`;
    case 'refused':
      return outcome.why;
  }
}
