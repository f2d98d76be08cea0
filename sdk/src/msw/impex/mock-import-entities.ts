import type { DataDefinition } from '@commerce-integration/contract';
import { type CustomerRow, customerKey, customerRow, type RowValues } from '@commerce-integration/contract/rules';
import { removeCategories, writeCategories } from '../categories/mock-categories.ts';
import { importCustomers, removeImportedCustomers } from '../customers/mock-write-customers.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** Puts the categories of rows into the partner's tree, or takes them out. */
export function importCategories(
  tables: MockTables,
  partnerId: number,
  { mode, rows, at }: { mode: DataDefinition['mode']; rows: readonly RowValues[]; at: number },
) {
  const named = rows.map(({ code, name, parent_code: parent }) => ({ code: code ?? '', name: name ?? '', parent }));
  if (mode !== 'delete') return writeCategories(tables, partnerId, named, new Date(at).toISOString());
  return removeCategories(
    tables,
    partnerId,
    named.map(({ code }) => code),
  );
}

/** Imports the customers of checked rows, or deletes them. */
export function importCustomerRows(
  tables: MockTables,
  partnerId: number,
  mode: DataDefinition['mode'],
  rows: readonly RowValues[],
) {
  if (mode === 'delete') {
    const keys = rows.map((row) => customerKey(row) as string);
    return removeImportedCustomers(tables, partnerId, keys);
  }
  const customers = rows.map((row) => customerRow(row) as CustomerRow);
  return importCustomers(tables, partnerId, customers, mode);
}
