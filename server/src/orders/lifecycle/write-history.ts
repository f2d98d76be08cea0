import { formatId } from '@commerce-integration/contract';
import { type HistoryEntry, historyOfChanges } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';
import { recordEvent } from '../../events/record-event.ts';
import type { ChangedOrder } from './load-orders.ts';

/** The cause of changes that follow from settings or other changes. */
const SYSTEM = 'system';

interface HistoryRow {
  readonly partnerId: number;
  readonly orderId: number;
  /** The cause: the ID of an API key or of an order update, or {@link SYSTEM}. */
  readonly by: string;
  readonly entry: HistoryEntry;
}

/** Writes the history of changed orders. */
export async function writeHistory(em: UnitOfWork, changed: readonly ChangedOrder[], at: Date): Promise<void> {
  const rows = changed.flatMap(({ loaded: { order, progress }, by }) =>
    progress.changes.flatMap((change, place) =>
      historyOfChanges({ ...progress, changes: [change] }).map((entry) => ({
        partnerId: order.partnerId,
        orderId: order.id,
        by: typeof by === 'string' ? by : (by[place] ?? SYSTEM),
        entry,
      })),
    ),
  );
  await insertHistory(em, rows, at);
}

/** Writes entries with one statement. Tenancy: orders that the unit of work has created or loaded. */
async function insertHistory(em: UnitOfWork, rows: readonly HistoryRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await sqlOf(em).query(INSERT, [
    rows.map(({ partnerId }) => partnerId),
    rows.map(({ orderId }) => orderId),
    rows.map(({ by }) => by),
    rows.map(({ entry }) => entry.subject),
    rows.map(({ entry }) => entry.from),
    rows.map(({ entry }) => entry.to),
    rows.map(({ entry }) => entry.quantity),
    rows.map(({ entry }) => entry.reason),
    at,
  ]);
}

/** Tenancy: as `insertHistory` says. */
const INSERT = `insert into order_change
    (partner_id, order_id, caused_by, subject, from_state, to_state, quantity, reason, at)
  select partner_id, order_id, caused_by, subject, from_state, to_state, quantity, reason, $9::timestamptz
  from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::text[])
    with ordinality entry
      (partner_id, order_id, caused_by, subject, from_state, to_state, quantity, reason, place)
  order by place`;

interface NewOrder {
  readonly id: number;
  readonly partnerId: number;
  readonly createdAt: Date;
}

/** Records that a new order waits for approval: in its history, and as an event. */
export async function recordWaiting(
  em: UnitOfWork,
  { id, partnerId, createdAt }: NewOrder,
  reason: string,
): Promise<void> {
  const order_id = formatId('order', id);
  const change = { from: 'created', to: 'waiting_approval', reason } as const;
  const entry = { subject: order_id, ...change, quantity: null };
  await insertHistory(em, [{ partnerId, orderId: id, by: SYSTEM, entry }], createdAt);
  await recordEvent(sqlOf(em), { type: 'order.status.changed', partnerId, data: { order_id, ...change } });
}
