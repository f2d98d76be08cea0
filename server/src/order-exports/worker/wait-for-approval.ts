import type { Pool } from 'pg';
import { inTransaction } from '../../database/in-transaction.ts';
import { recordEvents } from '../../events/record-event.ts';
import { aboutExport, ownerOf } from '../complete-exports.ts';
import { chooseOrders } from './choose-orders.ts';
import { lockExporter } from './claim-batches.ts';

// Tenancy of this file: exports of an exporter, which has orders that it may have.

/** Orders per transaction. */
const STEP = 1_000;

interface WaitingRow {
  id: string;
  partner_id: string | null;
  exporter_id: string;
  order_id: string;
  flag: string;
}

/** Makes orders that have reached a manual exporter wait for approval. @returns how many */
export async function waitForApproval(pool: Pool, exporterNumber: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const exporter = await lockExporter(client, exporterNumber);
    if (exporter?.kind !== 'manual') return 0;
    const due = await chooseOrders(
      client,
      `e.exporter_id = $1 and e.status = 'queued' and e.batch_id is null and e.due_at <= clock_timestamp()
       order by e.due_at, e.id limit $2 for update skip locked`,
      [exporter.id, STEP],
    );
    const { rows } = await client.query<WaitingRow>(
      `update order_export e set status = 'waiting_approval', due_at = null, delivery_ids = m.delivery_ids::bigint[]
       from unnest($1::bigint[], $2::text[]) m (id, delivery_ids) where e.id = m.id
       returning e.id, e.partner_id, e.exporter_id, e.order_id, e.flag`,
      [due.map(({ id }) => id), due.map(({ deliveryIds }) => `{${deliveryIds.join(',')}}`)],
    );
    const events = rows.map((row) => ({ partnerId: ownerOf(row), data: aboutExport(row) }));
    await recordEvents(
      client,
      events.map((event) => ({ type: 'order.export.waiting' as const, ...event })),
    );
    return rows.length;
  });
}
