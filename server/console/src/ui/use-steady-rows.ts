import { useState } from 'react';
import type { ListPage } from './use-page.ts';

/**
 * The rows of a page as they were when it was opened, each as it is now. What has come since is counted: nothing moves
 * under the reader's hand until they ask for it.
 */
export function useSteadyRows<T>({ items, search, isLoading, isChanging }: ListPage<T>, rowKey: (row: T) => string) {
  const view = JSON.stringify(search.query);
  const [shown, setShown] = useState<{ view: string; rows: readonly T[] }>({ view: '', rows: [] });
  const isSettled = !isLoading && !isChanging;
  if (isSettled && (shown.view !== view || (shown.rows.length === 0 && items.length > 0))) {
    setShown({ view, rows: items });
  }
  if (!isSettled || shown.view !== view) return { rows: items, newCount: 0, showNew: () => undefined };
  const known = new Set(shown.rows.map(rowKey));
  const now = new Map(items.map((item) => [rowKey(item), item]));
  const newCount = items.filter((item) => !known.has(rowKey(item))).length;
  // New rows push others to the next page; where there are none, what is missing has been deleted.
  const rows = shown.rows
    .filter((row) => newCount > 0 || now.has(rowKey(row)))
    .map((row) => now.get(rowKey(row)) ?? row);
  return { rows, newCount, showNew: () => setShown({ view, rows: items }) };
}
