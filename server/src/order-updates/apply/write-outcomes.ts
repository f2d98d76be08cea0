import { formatId } from '@commerce-integration/contract';
import type { UpdateOutcome } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';

// Tenancy of this file: a worker, for updates that it has read with the tenancy of their partner.

/** The outcome of an update, and the order it refers to. */
export interface FinishedUpdate {
  readonly id: string;
  readonly outcome: UpdateOutcome;
  readonly orderId: number | null;
}

/** Writes the outcomes of queued updates. */
export async function writeOutcomes(em: UnitOfWork, finished: readonly FinishedUpdate[]): Promise<void> {
  await sqlOf(em).query(
    `update order_update set status = done.status, code = done.code, message = done.message,
       order_id = coalesce(done.order_id, order_update.order_id), finished_at = now()
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[])
       done (id, status, code, message, order_id)
     where order_update.id = done.id and order_update.status = 'queued'`,
    [
      finished.map(({ id }) => id),
      finished.map(({ outcome }) => outcome.status),
      finished.map(({ outcome }) => outcome.code),
      finished.map(({ outcome }) => outcome.message),
      finished.map(({ orderId }) => orderId),
    ],
  );
}

/** The outcome of an update that could not be applied because of an internal error. */
export function internalError(id: string): UpdateOutcome {
  const name = formatId('orderUpdate', Number(id));
  const message = `Something went wrong on our side; it is logged under ${name}. Please report it, and retry later.`;
  return { status: 'parked', code: 'internal_error', message };
}
