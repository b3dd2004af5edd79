import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CommandsContext } from '../../ui/commands';
import { ForkControl } from './ForkControl';

/** The control where the command cannot run for this reason, or can. */
function rendered(hindrance: string | null): string {
  const fork = { keys: 'F', hindrance: () => hindrance, run: () => undefined };
  return renderToStaticMarkup(
    <CommandsContext value={{ byId: new Map([['fork', fork]]), subscribe: () => () => undefined }}>
      <ForkControl />
    </CommandsContext>,
  );
}

describe('Fork here', () => {
  it('is disabled by what disables its key, and says why', () => {
    const html = rendered('The model is still loading.');
    expect(html).toMatch(/<button[^>]* disabled=""/);
    expect(html).toMatch(/id="fork-hindrance">The model is still loading\.</);
  });

  it('is enabled while its key works', () => {
    expect(rendered(null)).not.toContain('disabled');
  });
});
