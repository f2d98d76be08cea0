import type { DataColumn } from './columns.ts';
import type { ImportEntity } from './entities.ts';
import type { ImportFormat } from './formats.ts';

/** Whether a target belongs to an item of the row's object: `items.sku`. */
export function isItemTarget(target: string): boolean {
  return target.startsWith('items.');
}

/** Whether the items of an object are a list in its row; otherwise each item has a row. */
export function hasNestedItems(entity: ImportEntity, type: ImportFormat): boolean {
  return entity === 'order' && (type === 'jsonl' || type === 'xml');
}

interface Nested {
  readonly entity: ImportEntity;
  readonly columns: readonly DataColumn[];
  readonly format: { readonly type: string };
}

/** Why the items of objects cannot be written as lists. */
export function nestedItemProblems({ entity, columns, format }: Nested): string[] {
  if (!hasNestedItems(entity, format.type as ImportFormat)) return [];
  const items = columns.filter(({ target }) => isItemTarget(target));
  const fixed = items.find(({ constant }) => constant !== undefined);
  if (fixed) return [`${fixed.target} cannot have a constant where items are a list.`];
  const sources = items.map(({ source = '' }) => source);
  const [list = ''] = sources.map(listOf);
  const wrong = sources.find((source) => listOf(source) === '' || listOf(source) !== list);
  if (wrong !== undefined) {
    return [`The sources of items must be in one list, such as items/${wrong.slice(wrong.lastIndexOf('/') + 1)}.`];
  }
  const outside = columns.find(
    ({ target, source }) => !isItemTarget(target) && source !== undefined && isIn(source, list),
  );
  return outside ? [`${outside.target} has a source in the list of items: ${outside.source}.`] : [];
}

function isIn(source: string, list: string): boolean {
  return list !== '' && (source === list || source.startsWith(`${list}/`));
}

/** The path of the list that a source is in. */
function listOf(source: string): string {
  return source.slice(0, Math.max(0, source.lastIndexOf('/')));
}
