import type { Page, PagePromise } from '../internal/transport/page-promise.ts';
import type { Arguments } from './arguments.ts';
import type { CommandOption } from './command-shape.ts';
import type { Terminal } from './terminal.ts';

/** Options of a list. */
export const LIST_OPTIONS: Readonly<Record<string, CommandOption>> = {
  all: { help: 'goes through every page' },
};

/**
 * Writes a list: one page, or with `--all` every page, keeping only one in memory. As JSON it is one document in the
 * API's shape, whatever its length.
 */
export async function writeList<T>(
  list: PagePromise<T>,
  { arguments: given, terminal }: { arguments: Arguments; terminal: Terminal },
  linesOf: (items: T[]) => string[],
): Promise<void> {
  if (given.flag('all')) return terminal.json ? writeAllAsJson(list, terminal) : writeAll(list, terminal, linesOf);
  const page = await list;
  if (terminal.json) return terminal.printJson(page);
  await writePage(page, terminal, linesOf);
  if (page.next_cursor) terminal.note(`More with --cursor ${page.next_cursor}, or all with --all.`);
}

async function writeAll<T>(list: PagePromise<T>, terminal: Terminal, linesOf: (items: T[]) => string[]): Promise<void> {
  for await (const page of list.pages()) await writePage(page, terminal, linesOf);
}

async function writeAllAsJson<T>(list: PagePromise<T>, terminal: Terminal): Promise<void> {
  let count = 0;
  await terminal.write('{"items":[');
  for await (const item of list) {
    await terminal.write(`${count === 0 ? '' : ','}\n${JSON.stringify(item)}`);
    count += 1;
  }
  await terminal.print(`\n],"count":${count}}`);
}

async function writePage<T>(page: Page<T>, terminal: Terminal, linesOf: (items: T[]) => string[]): Promise<void> {
  for (const line of linesOf(page.items)) await terminal.print(line);
}

/** Formats rows as columns of equal width; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, at) => Math.max(all[at] ?? 0, cell.length)), []);
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
