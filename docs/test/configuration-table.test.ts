import { expect, it } from 'vitest';
import { environmentSchema } from '../../server/src/config/config.ts';
import { readPage } from './markdown.ts';

it('the configuration table of the README has every variable with its default', () => {
  const rows = [...readPage('README.md').matchAll(/^\| `([A-Z0-9_]+)` \| (?:`([^`]*)`)? *\| (.+) \|$/gm)];
  const documented = rows.map(([, name = '', value]) => [name, read(name, value)]);
  const defaults = environmentSchema.parse({}) as Record<string, unknown>;
  const known = Object.keys(environmentSchema.shape).map((name) => [name, defaultOf(name, defaults[name])]);
  expect(documented).toEqual(known);
});

/** A value of the table as the server parses it: the table may abbreviate a list. */
function read(name: string, value: string | undefined): string | undefined {
  const schema = (environmentSchema.shape as Record<string, { parse(text: string): unknown }>)[name];
  return value === undefined || !schema ? value : String(schema.parse(value));
}

/** The default level depends on the database: the schema has no default, and the table explains both. */
function defaultOf(name: string, value: unknown): string | undefined {
  if (name === 'LOG_LEVEL') return 'info';
  return value === undefined ? undefined : String(value);
}
