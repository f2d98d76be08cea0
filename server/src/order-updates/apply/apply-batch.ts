import { formatId } from '@commerce-integration/contract';
import { applyOrderUpdates, type UpdateOutcome } from '@commerce-integration/contract/rules';
import type { Logger } from 'pino';
import { LOCKS, tryLockUntilCommit } from '../../database/locks.ts';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';
import { type ChangedOrder, progressOf } from '../../orders/lifecycle/load-orders.ts';
import { saveOrders } from '../../orders/lifecycle/save-orders.ts';
import { findOrdersOfUpdates } from './find-orders-of-updates.ts';
import { type QueuedUpdate, updatesOfOrders } from './updates-of-orders.ts';
import { type FinishedUpdate, internalError, writeOutcomes } from './write-outcomes.ts';

// Tenancy of this file: a worker, for the updates of one partner; orders are found with that partner's tenancy.

/** The number of updates of a batch by outcome; all zero if another worker is applying the partner's updates. */
export type BatchResult = Readonly<Record<UpdateOutcome['status'], number>>;

export interface BatchOptions {
  /** The most updates in a batch. */
  readonly size: number;
  readonly log: Logger;
  /** Receives the IDs of the updates before they are applied. */
  taken(ids: readonly string[]): void;
}

/**
 * Applies a partner's oldest queued updates in one transaction; those of each order in the order of `occurred_at`.
 *
 * @param em with the tenancy of the partner, in a transaction
 */
export async function applyBatch(
  em: UnitOfWork,
  partnerId: number,
  { size, log, taken }: BatchOptions,
): Promise<BatchResult> {
  if (!(await tryLockUntilCommit(sqlOf(em), LOCKS.orderUpdates(partnerId)))) return resultOf([]);
  const queued = await queuedUpdates(em, partnerId, size);
  taken(queued.map(({ id }) => id));
  if (queued.length === 0) return resultOf([]);
  await sqlOf(em).query(KEEP_PLANS);
  const orders = await findOrdersOfUpdates(
    em,
    partnerId,
    queued.map(({ update }) => update),
  );
  const { ofOrders, withoutOrder } = updatesOfOrders(queued, orders);
  const finished: FinishedUpdate[] = withoutOrder.map((one) => ({ ...one, orderId: null }));
  const changed: ChangedOrder[] = [];
  for (const [loaded, updates] of ofOrders) {
    const done = applyOrderUpdates(
      () => progressOf(loaded),
      updates,
      (one, error) => failed(one, error, log),
    );
    const outcomes = [...done.outcomes];
    finished.push(...outcomes.map(([{ id }, outcome]) => ({ id, outcome, orderId: loaded.order.id })));
    if (!done.isTouched) continue;
    changed.push({
      loaded: { ...loaded, progress: done.order },
      by: done.causes.map(({ id }) => formatId('orderUpdate', Number(id))),
      isKnown: !outcomes.some(([, { status }]) => status === 'applied'),
    });
  }
  if (changed.length > 0) await saveOrders(em, changed, new Date());
  await writeOutcomes(em, finished);
  return resultOf(finished);
}

/**
 * Foreign key checks are prepared statements. The server's connections plan statements anew each time, which for these
 * takes half of the time of the inserts.
 */
const KEEP_PLANS = 'set local plan_cache_mode = auto';

function resultOf(finished: readonly FinishedUpdate[]): BatchResult {
  const count = (status: UpdateOutcome['status']) => finished.filter(({ outcome }) => outcome.status === status).length;
  return { applied: count('applied'), parked: count('parked'), ignored: count('ignored') };
}

async function queuedUpdates(em: UnitOfWork, partnerId: number, size: number): Promise<QueuedUpdate[]> {
  const { rows } = await sqlOf(em).query<QueuedUpdate>(
    `select id, content as update from order_update
     where partner_id = $1 and status = 'queued' and content is not null order by occurred_at, id limit $2`,
    [partnerId, size],
  );
  return rows;
}

/** The outcome of an update for which the rules throw. */
function failed({ id }: QueuedUpdate, error: unknown, log: Logger): UpdateOutcome {
  log.error({ err: error, order_update: formatId('orderUpdate', Number(id)) }, 'an order update could not be applied');
  return internalError(id);
}
