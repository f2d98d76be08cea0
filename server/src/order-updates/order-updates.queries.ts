import {
  formatId,
  idNumber,
  type ListOrderUpdatesQuery,
  type OrderUpdate,
  type OrderUpdateCode,
  type Page,
  Problem,
  type SentOrderUpdate,
} from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import { CLOCKS_DIFFER_HOURS, createdConditions } from '../database/created-range.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql, when } from '../database/sql.ts';
import { visibleRows, visibleTo } from '../database/visible-rows.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** An order update as it is stored. */
export interface OrderUpdateRow {
  id: string;
  partner_id: string;
  partner_name: string;
  update_id: string;
  feed_id: string | null;
  push_id: string | null;
  content: SentOrderUpdate | null;
  occurred_at: string;
  status: OrderUpdate['status'];
  code: OrderUpdateCode | null;
  message: string | null;
  order_id: string | null;
  created_at: string;
  finished_at: string | null;
}

const COLUMNS = sql.raw(`id, partner_id, ${partnerNameSql('order_update.partner_id')} as partner_name, update_id,
  feed_id, push_id, content, occurred_at, status, code, message, order_id, created_at, finished_at`);

const NUMBERED = { name: 'order_update', marginHours: CLOCKS_DIFFER_HOURS };

export type OrderUpdateListing = Omit<ListOrderUpdatesQuery, 'partner_name'> & { partner?: number | undefined };

/** Newest first. */
export async function listOrderUpdates(em: UnitOfWork, query: OrderUpdateListing): Promise<Page<OrderUpdateRow>> {
  const rows = await visibleRows<OrderUpdateRow>(em, {
    table: 'order_update',
    select: COLUMNS,
    where: [...conditionsOf(query), ...(await createdConditions(sqlOf(em), NUMBERED, query))],
    orderBy: 'id desc',
    limit: query.limit + 1,
  });
  return toPage(
    rows,
    query.limit,
    (row) => row,
    (row) => formatId('orderUpdate', Number(row.id)),
  );
}

function conditionsOf(query: OrderUpdateListing): Sql[] {
  return [
    ...when(cursorNumber(query.cursor, 'orderUpdate'), (before) => sql`id < ${before}`),
    ...when(query.partner, (partner) => sql`partner_id = ${partner}`),
    ...when(query.status, (status) => sql`status = ${status}`),
    ...when(query.code, (code) => sql`status = 'parked' and code = ${code}`),
    ...when(query.order_id, (order) => sql`order_id = ${idNumber(order)}`),
    ...when(query.order_update_feed_id, (feed) => sql`feed_id = ${idNumber(feed)}`),
    ...when(query.update_id, (id) => sql`update_id = ${id}`),
  ];
}

/**
 * @param mode `for update` to change it: workers change it concurrently
 * @throws Problem `not_found`, as for an update that is not the caller's
 */
export async function getOrderUpdate(em: UnitOfWork, updateId: string, mode?: 'for update'): Promise<OrderUpdateRow> {
  const lock = mode === undefined ? sql`` : sql`for update`;
  const [row] = await rowsOf<OrderUpdateRow>(
    sqlOf(em),
    sql`select ${COLUMNS} from order_update where ${visibleTo(em)} and id = ${idNumber(updateId)} ${lock}`,
  );
  if (row) return row;
  throw new Problem('not_found', `Order update ${updateId} not found.`);
}
