import type { DataDefinition, ImportProblem } from '@commerce-integration/contract';
import { type CustomerRow, customerKey, customerRow } from '@commerce-integration/contract/rules';
import { importCustomers, removeImportedCustomers } from '../customers/mock-write-customers.ts';
import type { JobErrorRow, JobRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';
import type { MappedRow } from './mock-import-reader.ts';

/** Imports the customers of rows, or deletes them. */
export function importCustomerRows(
  tables: MockTables,
  { partnerId }: JobRow,
  { definition, errors }: { definition: DataDefinition; errors: JobErrorRow[] },
  rows: MappedRow[],
) {
  const { mode, columns } = definition;
  const named = rows.map(({ line, values }) => {
    const cells = Object.fromEntries(columns.map(({ target }, index) => [target, values[index] ?? null]));
    return { line, found: mode === 'delete' ? customerKey(cells) : customerRow(cells) };
  });
  const refuse = (line: number, problem: ImportProblem) =>
    errors.push({ line, ...problem, severity: 'error', position: 0 });
  const counts = { processed: 0, inserted: 0, updated: 0, unchanged: 0, skipped: 0 };
  const good = named.filter(({ line, found }) => {
    if (typeof found === 'string' || !('code' in found)) return true;
    counts.skipped += 1;
    refuse(line, found);
    return false;
  });
  const outcomes =
    mode === 'delete'
      ? removeImportedCustomers(
          tables,
          partnerId,
          good.map(({ found }) => found as string),
        )
      : importCustomers(
          tables,
          partnerId,
          good.map(({ found }) => found as CustomerRow),
          mode,
        );
  outcomes.forEach((outcome, index) => {
    if (typeof outcome === 'string') counts[outcome] += 1;
    else {
      counts.skipped += 1;
      refuse(good[index]?.line ?? 0, outcome);
    }
  });
  return counts;
}
