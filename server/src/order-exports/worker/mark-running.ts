import type { PoolClient } from 'pg';
import type { Candidate } from './choose-orders.ts';
import type { ClaimedBatch, ExporterRow } from './exporter-rows.ts';

// Tenancy of this file: exports of an exporter, which has orders that it may have.

/** Marks exports as running, with their request or file. */
export async function markRunning(
  client: PoolClient,
  members: readonly Candidate[],
  batchOf: (member: Candidate) => number,
): Promise<void> {
  if (members.length === 0) return;
  await client.query(
    `update order_export e set status = 'running', attempts = e.attempts + 1, tries = e.tries + 1, batch_id = m.batch_id, due_at = null,
       delivery_ids = m.delivery_ids::bigint[],
       batch_ids = case when m.batch_id = any(e.batch_ids) then e.batch_ids else e.batch_ids || m.batch_id end
     from unnest($1::bigint[], $2::bigint[], $3::text[]) m (id, batch_id, delivery_ids) where e.id = m.id`,
    [members.map(({ id }) => id), members.map(batchOf), members.map(({ deliveryIds }) => `{${deliveryIds.join(',')}}`)],
  );
}

/** A claimed request or file with its orders. */
export function batchOf(
  exporter: ExporterRow,
  {
    id,
    number,
    attempts,
    ...rest
  }: { id: string; number: string; attempts: number } & Pick<ClaimedBatch, 'fileKey' | 'layout'>,
  members: readonly Candidate[],
): ClaimedBatch {
  return {
    id: Number(id),
    exporter,
    number: Number(number),
    ...rest,
    attempt: attempts,
    members: members.map(({ attempts: before, tries, ...member }) => ({
      ...member,
      attempt: before + 1,
      tries: tries + 1,
    })),
  };
}
