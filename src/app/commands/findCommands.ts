import type { Command } from './command';

/**
 * The commands that hold every word of the query, in the label or in what else they are called. Without a query all
 * of them: first those used lately, newest first; last those that cannot run now. Where a view is named, going there comes first.
 * @param recent ids, newest first
 */
export function findCommands(commands: readonly Command[], query: string, recent: readonly string[] = []): Command[] {
  const words = queryWords(query);
  if (words.length === 0) {
    const lately = recent.flatMap((id) => commands.filter((command) => command.id === id));
    const others = commands.filter((command) => !lately.includes(command));
    const hindered = others.filter((command) => command.hindrance() !== null);
    return [...lately, ...others.filter((command) => !hindered.includes(command)), ...hindered];
  }
  return commands
    .map((command) => ({ command, distance: distanceOf(command, words) }))
    .filter(({ distance }) => Number.isFinite(distance))
    .sort((a, b) => a.distance - b.distance || Number(isView(b.command)) - Number(isView(a.command)))
    .map(({ command }) => command);
}

function isView({ group }: Command): boolean {
  return group === 'Views';
}

/** What a query asks for: all of these. */
export function queryWords(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

/** 0 where the label begins with the words, 1 where they begin words of it, 2 where they are found at all. */
function distanceOf({ label, group, also = '' }: Command, words: readonly string[]): number {
  const name = label.toLowerCase();
  const text = `${name} ${group.toLowerCase()} ${also.toLowerCase()}`;
  if (name.startsWith(words.join(' '))) return 0;
  if (words.every((word) => ` ${name}`.includes(` ${word}`))) return 1;
  return words.every((word) => text.includes(word)) ? 2 : Infinity;
}
