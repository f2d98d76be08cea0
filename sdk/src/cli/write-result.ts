import { currencyDigits } from '../internal/generated/commands.ts';
import type { Page, PagePromise } from '../internal/transport/page-promise.ts';
import type { Arguments } from './arguments.ts';
import { picked, valueAt } from './fields.ts';
import { columns, plainText, tableLines } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Where and how a result is written. */
interface Writing {
  terminal: Terminal;
  arguments: Arguments;
}

/**
 * Writes an object: as JSON, or for people as a line for each field. With `--fields`, a program gets the values alone, on
 * one line, with tabs between them.
 */
export async function writeObject(value: object, { terminal, arguments: given }: Writing): Promise<void> {
  const { fields } = given;
  if (terminal.json) return terminal.printJson(fields ? picked(value, fields) : value);
  const forPeople = !fields || terminal.isWatched;
  const text = (path: string) => cellText(valueAt(value, path.split('.')), path, value, forPeople);
  if (fields && !forPeople) return terminal.print(fields.map(text).join('\t'));
  const lines = fields ? columns(fields.map((path) => [path, text(path)])) : objectLines(value, terminal);
  for (const line of lines) await terminal.print(line);
}

/**
 * Writes a list: one page, or with `--all` every page, keeping only one in memory. People get a table, programs the
 * values with tabs between them; as JSON it is one document in the API's shape, whatever its length.
 */
export async function writeTable<T extends object>(
  list: PagePromise<T>,
  shown: readonly string[],
  writing: Writing,
): Promise<void> {
  const { terminal, arguments: given } = writing;
  const names = given.fields ?? shown;
  let isFirst = true;
  await writeList(list, writing, (items) => {
    const rows = items.map((item) =>
      names.map((path) => cellText(valueAt(item, path.split('.')), path, item, terminal.isWatched)),
    );
    if (!terminal.isWatched) return rows.map((row) => row.join('\t'));
    const lines = tableLines(names, rows, { width: terminal.width, colours: terminal.hasColours });
    const heading = isFirst && items.length > 0;
    isFirst = false;
    return heading ? lines : lines.slice(1);
  });
}

/** Writes a list with lines of its own for people and programs. */
export async function writeList<T extends object>(
  list: PagePromise<T>,
  { arguments: given, terminal }: Writing,
  linesOf: (items: T[]) => string[],
): Promise<void> {
  const { fields } = given;
  const ofItem = (item: T) => (fields ? picked(item, fields) : item);
  if (given.flag('all')) {
    if (terminal.json) return writeAllAsJson(list, terminal, ofItem);
    for await (const page of list.pages()) await writePage(page, terminal, linesOf);
    return;
  }
  const page = await list;
  if (terminal.json) return terminal.printJson({ ...page, items: page.items.map(ofItem) });
  await writePage(page, terminal, linesOf);
  if (page.next_cursor) terminal.note(`More with --cursor ${page.next_cursor}, or all with --all.`);
}

async function writeAllAsJson<T>(
  list: PagePromise<T>,
  terminal: Terminal,
  ofItem: (item: T) => unknown,
): Promise<void> {
  let count = 0;
  await terminal.write('{"items":[');
  for await (const item of list) {
    await terminal.write(`${count === 0 ? '' : ','}\n${JSON.stringify(ofItem(item))}`);
    count += 1;
  }
  await terminal.print(`\n],"count":${count}}`);
}

async function writePage<T>(page: Page<T>, terminal: Terminal, linesOf: (items: T[]) => string[]): Promise<void> {
  for (const line of linesOf(page.items)) await terminal.print(line);
}

/** The fields of an object, those of objects in it included; lists of objects are tables below. */
function objectLines(value: object, terminal: Terminal): string[] {
  const rows: string[][] = [];
  const tables: [string, object[], object][] = [];
  const collect = (object: object, inside: string) => {
    for (const [name, field] of Object.entries(object)) {
      const path = `${inside}${name}`;
      if (isListOfObjects(field)) tables.push([path, field, object]);
      else if (typeof field === 'object' && field !== null && !Array.isArray(field)) collect(field, `${path}.`);
      else rows.push([path, cellText(field, name, object, true)]);
    }
  };
  collect(value, '');
  const below = tables.flatMap(([path, items, parent]) => ['', `${path}:`, ...rowsOf(items, parent, terminal)]);
  return [...columns(rows), ...(rows.length === 0 ? below.slice(1) : below)];
}

function rowsOf(items: object[], parent: object, { width, hasColours: colours }: Terminal): string[] {
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const rows = items.map((item) =>
    names.map((name) => cellText(valueAt(item, [name]), name, { ...parent, ...item }, true)),
  );
  return tableLines(names, rows, { width: width && width - 2, colours }).map((line) => `  ${line}`);
}

function isListOfObjects(value: unknown): value is object[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'object' && item !== null);
}

const AMOUNT = /(^|_)(price|amount|sales|revenue|line_total)(_|$)/;
const TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/;

/**
 * A value as one line of text; nothing for null and for an empty list. Amounts have the decimals of their currency, which stands beside them.
 * People get times without fractions of a second, and a dash for nothing.
 *
 * @param name the field that it is
 * @param row the object that the field is of
 */
function cellText(value: unknown, name: string, row: object, forPeople: boolean): string {
  const isNothing = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  if (isNothing) return forPeople ? '-' : '';
  if (typeof value === 'string') return plainText(forPeople ? value.replace(TIME, '$1 $2Z') : value);
  if (typeof value === 'number') return amountText(value, name, row) ?? String(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)) {
    return value.map((item) => cellText(item, name, row, forPeople)).join(', ');
  }
  return plainText(JSON.stringify(value));
}

function amountText(amount: number, name: string, row: object): string | undefined {
  const { currency } = row as { currency?: unknown };
  return typeof currency === 'string' && AMOUNT.test(name) ? amount.toFixed(currencyDigits[currency] ?? 2) : undefined;
}
