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
