import {
  formatId,
  idNumber,
  type OrderExportAttempt,
  type OrderExportStatus,
  type Page,
  Problem,
} from '@commerce-integration/contract';
import { cursorNumber } from '@commerce-integration/contract/rules';
import { CLOCKS_DIFFER_HOURS, type CreatedRange, createdConditions } from '../database/created-range.ts';
import { lookThrough, pageOf } from '../database/look-through.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql, when } from '../database/sql.ts';
import { visibleTo } from '../database/visible-rows.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** An order export as it is stored. */
export interface OrderExportRow {
  id: string;
  exporter_id: string | null;
  order_id: string;
  order_partner_id: string;
  order_partner_name: string;
  delivery_ids: string[];
  flag: string;
  next_flag: string | null;
  status: OrderExportStatus;
  attempts: number;
  batch_id: string | null;
  batch_ids: string[];
  file_key: string | null;
  error: string | null;
  reason: string | null;
  decided_by: string | null;
  due_at: string | null;
  created_at: string;
  ended_at: string | null;
}

/** Filters of order exports. */
export interface OrderExportFilter extends CreatedRange {
  order_id?: string | undefined;
  exporter_id?: string | undefined;
  flag?: string | undefined;
  status?: OrderExportStatus | undefined;
}

/** Tenancy: the file of an export that the caller may see. */
const COLUMNS = sql.raw(`id, exporter_id, order_id, order_partner_id,
  ${partnerNameSql('order_partner_id')} as order_partner_name,
  case when delivery_ids = '{}' and delivery_id is not null then array[delivery_id] else delivery_ids end as delivery_ids,
  flag, next_flag, status, attempts, batch_id, batch_ids,
  (select file_key from order_export_batch b where b.id = order_export.batch_id) as file_key,
  error, reason, decided_by, due_at, created_at, ended_at`);
const MOST_ATTEMPTS = 100;
const NUMBERED = { name: 'order_export', marginHours: CLOCKS_DIFFER_HOURS };

/** The conditions of a filter. */
export async function exportConditions(connection: Queryable, filter: OrderExportFilter): Promise<Sql[]> {
  return [...(await indexedConditions(connection, filter)), ...otherConditions(filter)];
}

/** Conditions with an index. */
async function indexedConditions(connection: Queryable, filter: OrderExportFilter): Promise<Sql[]> {
  const { order_id, exporter_id, status } = filter;
  return [
    ...when(order_id, (id) => sql`order_id = ${idNumber(id)}`),
    ...when(exporter_id, (id) => sql`exporter_id = ${idNumber(id)}`),
    ...when(status === 'completed' ? undefined : status, (other) => sql`status = ${other}`),
    ...(await createdConditions(connection, NUMBERED, filter)),
  ];
}

/** Conditions without an index: one would slow down every completed export. */
function otherConditions({ flag, status }: OrderExportFilter): Sql[] {
  return [
    ...when(flag, (one) => sql`flag = ${one}`),
    ...when(status === 'completed' ? status : undefined, (completed) => sql`status = ${completed}`),
  ];
}

/** Newest first. A page ends early where few of very many exports match. */
export async function listOrderExports(
  em: UnitOfWork,
  query: OrderExportFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<OrderExportRow>> {
  const before = cursorNumber(query.cursor, 'orderExport');
  const found = await lookThrough<OrderExportRow>(em, {
    table: 'order_export',
    select: COLUMNS,
    among: [...(await indexedConditions(sqlOf(em), query)), ...when(before, (id) => sql`id < ${id}`)],
    others: otherConditions(query),
    limit: query.limit + 1,
  });
  return pageOf(
    found,
    query.limit,
    (row) => row,
    (id) => formatId('orderExport', id),
  );
}

/**
 * @param mode `for update` to change it: workers change it concurrently
 * @throws Problem `not_found`, as for an export that is not the caller's
 */
export async function getOrderExport(em: UnitOfWork, exportId: string, mode?: 'for update'): Promise<OrderExportRow> {
  const lock = mode === undefined ? sql`` : sql` for update`;
  const [row] = await rowsOf<OrderExportRow>(
    sqlOf(em),
    sql`select ${COLUMNS} from order_export where ${visibleTo(em)} and id = ${idNumber(exportId)}${lock}`,
  );
  if (row) return row;
  throw new Problem('not_found', `Order export ${exportId} not found.`);
}

interface AttemptRow {
  at: string;
  duration_ms: number;
  orders: number;
  request_digest: string | null;
  response_code: number | null;
  response_digest: string | null;
  response_body: string | null;
  error: string | null;
}

/** The attempts of an export, oldest first; the latest 100 are stored. Tenancy: of an export read for the caller. */
export async function attemptsOf(em: UnitOfWork, row: OrderExportRow): Promise<OrderExportAttempt[]> {
  const rows = await rowsOf<AttemptRow>(
    sqlOf(em),
    sql`select at, duration_ms, orders, request_digest, response_code, response_digest, response_body, error
      from order_export_attempt where batch_id = any(${row.batch_ids}::bigint[])
      order by at desc, attempt desc limit ${MOST_ATTEMPTS}`,
  );
  const skipped = Math.max(0, row.attempts - rows.length);
  return rows.reverse().map(({ at, ...attempt }, place) => ({
    attempt: skipped + place + 1,
    at: new Date(at).toISOString(),
    flag_before: row.flag,
    flag_after: attempt.error === null ? row.next_flag : row.flag,
    ...attempt,
  }));
}
