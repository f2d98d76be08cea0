import type { JobRow, Owned, ProductRow } from '../store/mock-rows.ts';
import { keep, type MockTables } from '../store/mock-tables.ts';

/** What a load did to a product. A new product has nothing before. */
export interface LoadedProduct {
  before: ProductRow | undefined;
  after: ProductRow;
}

/** A load that changed the catalogue. */
export interface LoadRow extends Owned {
  job: JobRow;
  products: readonly LoadedProduct[];
  isUndone: boolean;
}

export function loadsOf(tables: MockTables): Map<number, LoadRow> {
  return tables.own<LoadRow>('validationJob');
}

/** Keeps what a load wrote, so that it can be undone. */
export function keepLoad(tables: MockTables, job: JobRow, products: readonly LoadedProduct[]): void {
  if (products.length === 0) return;
  const loads = loadsOf(tables);
  keep(loads, { id: loads.size + 1, partnerId: job.partnerId, job, products, isUndone: false });
}

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
