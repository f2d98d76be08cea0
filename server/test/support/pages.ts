import type { Page } from '@commerce-integration/contract';

/**
 * Every item of a list, read page by page. Throws if a cursor repeats, since the list would never end.
 *
 * @param read takes the addition to the query: `''`, then `&cursor=…`
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
