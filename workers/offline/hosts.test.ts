import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { HEADERS } from './policy';

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../../docs/hosts/${name}`, import.meta.url)), 'utf8');

/** How each kind of host writes a header. */
const HOSTS: readonly (readonly [file: string, line: (name: string, value: string) => string])[] = [
  ['nginx.conf', (name, value) => `add_header ${name} "${value}" always;`],
  ['apache.htaccess', (name, value) => `Header always set ${name} "${value}"`],
  ['_headers', (name, value) => `${name}: ${value}`],
];

describe.each(HOSTS)('docs/hosts/%s', (file, line) => {
  it.each(Object.entries(HEADERS))('sends %s as the studio does', (name, value) => {
    expect(read(file)).toContain(line(name, value));
  });
});
