import { formatId, type SentOrderUpdate } from '@commerce-integration/contract';
import { applyOrderUpdates, refusalOf, type UpdateOutcome } from '@commerce-integration/contract/rules';
import type { Logger } from 'pino';
import { LOCKS, tryLockUntilCommit } from '../../database/locks.ts';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';
import { type ChangedOrder, type LoadedOrder, progressOf } from '../../orders/lifecycle/load-orders.ts';
import { saveOrders } from '../../orders/lifecycle/save-orders.ts';
import { findOrdersOfUpdates } from './find-orders-of-updates.ts';

// Tenancy of this file: a worker, for the updates of one partner; orders are found with that partner's tenancy.

/** An update to apply. */
export interface QueuedUpdate {
  readonly id: string;
  readonly update: SentOrderUpdate;
}

/** What became of an update, and of which order it was. */
interface Finished {
  readonly queued: QueuedUpdate;
  readonly outcome: UpdateOutcome;
  readonly orderId: number | null;
}

/** What one batch has done; `isBusy` where another worker applies the updates of the partner. */
export interface BatchResult {
  readonly isBusy: boolean;
  readonly applied: number;
  readonly parked: number;
  readonly ignored: number;
}

/**
 * Applies the oldest queued updates of a partner in one transaction, those of each order in the order of `occurred_at`.
 *
 * @param em with the tenancy of the partner, in a transaction
 * @param size how many at most
 */
export async function applyBatch(
  em: UnitOfWork,
  partnerId: number,
  { size, log }: { size: number; log: Logger },
): Promise<BatchResult> {
  if (!(await tryLockUntilCommit(sqlOf(em), LOCKS.orderUpdates(partnerId)))) return resultOf([], true);
  const queued = await queuedUpdates(em, partnerId, size);
  if (queued.length === 0) return resultOf([], false);
  const orders = await findOrdersOfUpdates(
    em,
    partnerId,
    queued.map(({ update }) => update),
  );
  const finished: Finished[] = [];
  const ofOrders = new Map<LoadedOrder, QueuedUpdate[]>();
  for (const one of queued) {
    const found = orderOrRefusal(() => orders.orderOf(one.update));
    if ('order' in found) ofOrders.set(found.order, [...(ofOrders.get(found.order) ?? []), one]);
    else finished.push({ queued: one, outcome: found.outcome, orderId: null });
  }
  const changed: ChangedOrder[] = [];
  for (const [loaded, updates] of ofOrders) {
    const done = applyOrderUpdates(
      () => progressOf(loaded),
      updates,
      (one, error) => failed(one, error, log),
    );
    const outcomes = [...done.outcomes];
    finished.push(...outcomes.map(([one, outcome]) => ({ queued: one, outcome, orderId: loaded.order.id })));
    if (!done.isTouched) continue;
    changed.push({
      loaded: { ...loaded, progress: done.order },
      by: done.causes.map(({ id }) => formatId('orderUpdate', Number(id))),
      isKnown: !outcomes.some(([, { status }]) => status === 'applied'),
    });
  }
  if (changed.length > 0) await saveOrders(em, changed, new Date());
  await writeOutcomes(em, finished);
  return resultOf(finished, false);
}

function resultOf(finished: readonly Finished[], isBusy: boolean): BatchResult {
  const count = (status: UpdateOutcome['status']) => finished.filter(({ outcome }) => outcome.status === status).length;
  return { isBusy, applied: count('applied'), parked: count('parked'), ignored: count('ignored') };
}

async function queuedUpdates(em: UnitOfWork, partnerId: number, size: number): Promise<QueuedUpdate[]> {
  const { rows } = await sqlOf(em).query<QueuedUpdate>(
    `select id, content as update from order_update
     where partner_id = $1 and status = 'queued' and content is not null order by occurred_at, id limit $2`,
    [partnerId, size],
  );
  return rows;
}

function orderOrRefusal(find: () => LoadedOrder): { order: LoadedOrder } | { outcome: UpdateOutcome } {
  try {
    return { order: find() };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return { outcome: { status: 'parked', ...refusal } };
  }
}

/** What an update becomes for which the rules fail. */
function failed({ id }: QueuedUpdate, error: unknown, log: Logger): UpdateOutcome {
  const name = formatId('orderUpdate', Number(id));
  log.error({ err: error, order_update: name }, 'an order update could not be applied');
  return internalError(name);
}

function internalError(name: string): UpdateOutcome {
  const message = `Something went wrong on our side; it is logged under ${name}. Please report it, and retry later.`;
  return { status: 'parked', code: 'internal_error', message };
}

/** Parks the oldest queued update of a partner, which cannot be stored. */
export async function parkOldest(em: UnitOfWork, partnerId: number): Promise<void> {
  if (!(await tryLockUntilCommit(sqlOf(em), LOCKS.orderUpdates(partnerId)))) return;
  const oldest = await queuedUpdates(em, partnerId, 1);
  const finished = oldest.map((queued) => {
    const outcome = internalError(formatId('orderUpdate', Number(queued.id)));
    return { queued, outcome, orderId: null };
  });
  await writeOutcomes(em, finished);
}

async function writeOutcomes(em: UnitOfWork, finished: readonly Finished[]): Promise<void> {
  await sqlOf(em).query(
    `update order_update set status = done.status, code = done.code, message = done.message,
       order_id = coalesce(done.order_id, order_update.order_id), finished_at = now()
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[])
       done (id, status, code, message, order_id)
     where order_update.id = done.id`,
    [
      finished.map(({ queued }) => queued.id),
      finished.map(({ outcome }) => outcome.status),
      finished.map(({ outcome }) => outcome.code),
      finished.map(({ outcome }) => outcome.message),
      finished.map(({ orderId }) => orderId),
    ],
  );
}
