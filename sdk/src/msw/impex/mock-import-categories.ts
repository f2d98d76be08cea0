import type { DataDefinition } from '@commerce-integration/contract';
import { removeCategories, writeCategories } from '../categories/mock-categories.ts';
import type { JobErrorRow, JobRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';
import type { MappedRow } from './mock-import-reader.ts';

/** Puts the categories of rows into the partner's tree, or takes them out. */
export function importCategories(
  tables: MockTables,
  { partnerId }: JobRow,
  { definition, errors }: { definition: DataDefinition; errors: JobErrorRow[] },
  rows: MappedRow[],
) {
  const place = (target: string) => definition.columns.findIndex((column) => column.target === target);
  const [code, name, parent] = ['code', 'name', 'parent_code'].map(place) as [number, number, number];
  const named = rows.map(({ values }) => ({
    code: values[code] ?? '',
    name: values[name] ?? '',
    parent: parent < 0 ? undefined : (values[parent] ?? null),
  }));
  const at = new Date(tables.timeOfChange()).toISOString();
  const outcomes =
    definition.mode === 'delete'
      ? removeCategories(
          tables,
          partnerId,
          named.map((one) => one.code),
        )
      : writeCategories(tables, partnerId, named, at);
  const counts = { processed: 0, inserted: 0, updated: 0, unchanged: 0, skipped: 0 };
  outcomes.forEach((outcome, index) => {
    if (typeof outcome === 'string') counts[outcome] += 1;
    else {
      counts.skipped += 1;
      errors.push({ line: rows[index]?.line ?? 0, ...outcome, severity: 'error', position: 0 });
    }
  });
  return counts;
}
