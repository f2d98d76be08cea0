import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql } from '../database/sql.ts';
import type { ReportRange } from './report-periods.ts';

/** The items of a report, as JSON joined by commas. */
export interface ReportItems {
  count: number;
  json: string;
}

export const NO_ITEMS: ReportItems = { count: 0, json: '' };

/** A report as JSON text. Amounts are never converted to floating-point numbers. */
export function reportJson({ from, to }: ReportRange, timezone: string, items: ReportItems): string {
  const begin = from === null ? 'null' : `"${new Date(from).toISOString()}"`;
  const range = `"from":${begin},"to":"${new Date(to).toISOString()}","timezone":${JSON.stringify(timezone)}`;
  return `{${range},"count":${items.count},"items":[${items.json}]}`;
}

/** Runs a statement that returns the items in order, each as JSON in its column `json`. */
export async function readItems(em: UnitOfWork, items: Sql): Promise<ReportItems> {
  const [row] = await rowsOf<ReportItems>(
    sqlOf(em),
    sql`select count(*)::integer as count, coalesce(string_agg(json, ','), '') as json from (${items}) items`,
  );
  return row ?? NO_ITEMS;
}
