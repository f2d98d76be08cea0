import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql } from '../database/sql.ts';
import { tenancyOf } from '../database/visible-rows.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import type { ReportRange } from './report-periods.ts';

/** A number that no partner has. */
const NOBODY = 0;

/**
 * The one place that decides whose rows a report may read: those of the partner that the unit of work is restricted to,
 * those of the partner that a caller with access to all partners requests, or all.
 *
 * @returns the partner's number, or null for all partners
 */
export async function reportedPartner(em: UnitOfWork, name: string | undefined): Promise<number | null> {
  const { partnerId } = tenancyOf(em);
  const asked = await partnerFilter(em, name);
  if (asked === undefined) return partnerId;
  return partnerId === null || partnerId === asked ? asked : NOBODY;
}

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
