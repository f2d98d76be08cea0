import { formatId } from '@commerce-integration/contract';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';
import { recordEvent } from '../../events/record-event.ts';
import { insertHistory, SYSTEM } from './write-history.ts';

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
