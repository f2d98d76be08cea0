import { keepLoad } from '../catalog/mock-loads.ts';
import type { JobRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** Does an import, and keeps what all its files wrote into products as one load, so that it can be undone. */
export function keepingLoad<T>(tables: MockTables, job: JobRow, work: () => T): T {
  const before = new Map(tables.products);
  const changes = tables.productChanges.length;
  try {
    return work();
  } finally {
    const changed = new Set(tables.productChanges.slice(changes).map(({ productId }) => productId));
    const written = [...tables.products.values()].filter(({ id }) => changed.has(id) || !before.has(id));
    keepLoad(
      tables,
      job,
      written.map((after) => ({ before: before.get(after.id), after })),
    );
  }
}
