import type { Page } from '@commerce-integration/contract';

/**
 * Every item of a list, read by the page. A list whose cursor comes again would never end: that is an error.
 *
 * @param read is given what to add to the query: `''`, then `&cursor=…`
 */
export async function allItems<T>(read: (cursor: string) => Promise<{ body: Page<T> }>): Promise<T[]> {
  const items: T[] = [];
  const seen = new Set<string>();
  for (let query = ''; ; ) {
    const { body } = await read(query);
    items.push(...body.items);
    const { next_cursor: cursor } = body;
    if (cursor === undefined) return items;
    if (seen.has(cursor)) throw new Error(`The list does not go on: its cursor is ${cursor} again`);
    seen.add(cursor);
    query = `&cursor=${encodeURIComponent(cursor)}`;
  }
}
