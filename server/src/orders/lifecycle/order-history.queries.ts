import { idNumber, type OrderHistoryEntry, type Page } from '@commerce-integration/contract';
import { CURSOR_POSITIONS, toPage } from '@commerce-integration/contract/rules';
import { openCursor, sealCursor } from '../../database/list.ts';
import type { UnitOfWork } from '../../database/orm.ts';
import { sql } from '../../database/sql.ts';
import { visibleRows } from '../../database/visible-rows.ts';
import { assertOrderExists } from '../orders.queries.ts';

interface HistoryRow {
  id: string;
  at: string;
  caused_by: string;
  subject: string;
  from_state: string;
  to_state: string;
  quantity: number | null;
  reason: string | null;
}

/** The history of an order, newest first. @throws Problem `not_found` */
export async function listOrderHistory(
  em: UnitOfWork,
  orderId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<OrderHistoryEntry>> {
  await assertOrderExists(em, orderId);
  const query = ['order-history', orderId];
  const [before] = cursor === undefined ? [Number.MAX_SAFE_INTEGER] : openCursor(query, cursor, CURSOR_POSITIONS.row);
  const rows = await visibleRows<HistoryRow>(em, {
    table: 'order_change',
    select: sql`id, at, caused_by, subject, from_state, to_state, quantity, reason`,
    where: [sql`order_id = ${idNumber(orderId)}`, sql`id < ${before}`],
    orderBy: 'id desc',
    limit: limit + 1,
  });
  return toPage(rows, limit, presentEntry, ({ id }) => sealCursor(query, [Number(id)]));
}

function presentEntry({
  at,
  caused_by,
  subject,
  from_state,
  to_state,
  quantity,
  reason,
}: HistoryRow): OrderHistoryEntry {
  return { at: new Date(at).toISOString(), by: caused_by, subject, from: from_state, to: to_state, quantity, reason };
}
