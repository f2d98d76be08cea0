import type { PoolClient } from 'pg';

interface Queued {
  id: string;
  content: { customer_reference: string; status: string; tracking_number?: string };
}

/**
 * The minimum work of applying a batch of updates: reads, locks and writes the same rows as ours, with plain SQL and
 * without rules.
 *
 * @returns whether there were any updates
 */
export async function applyBare(client: PoolClient, size: number): Promise<boolean> {
  const { rows } = await client.query<Queued>(
    `select id, content from order_update where partner_id = 1 and status = 'queued' and content is not null
     order by occurred_at, id limit $1`,
    [size],
  );
  if (rows.length === 0) return false;
  const references = rows.map(({ content }) => content.customer_reference);
  const orders = await client.query<{ id: string; customer_reference: string }>(
    'select id, customer_reference from sales_order where partner_id = 1 and customer_reference = any($1)',
    [references],
  );
  const ids = orders.rows.map(({ id }) => id);
  await client.query('select * from sales_order where id = any($1) order by id for update', [ids]);
  await client.query('select * from order_item where order_id = any($1) order by id', [ids]);
  await client.query('select * from delivery where order_id = any($1) order by id', [ids]);
  await client.query('select * from shipment where order_id = any($1) order by id', [ids]);
  const numberOf = new Map(orders.rows.map((row) => [row.customer_reference, row.id]));
  const told = rows.map(({ id, content }) => ({ id, ...content, order: numberOf.get(content.customer_reference) }));
  const of = (status: string) => told.filter((one) => one.status === status).map((one) => one.order);
  await client.query(DELIVERIES, [of('packing'), ITEMS]);
  await client.query(SHIPMENTS, [of('shipped'), '[{"order_item_id": "OI00001", "quantity": 1}]']);
  for (const [status, order] of [
    ['packing', 'in_progress'],
    ['shipped', 'completed'],
    ['delivered', 'completed'],
  ] as const)
    await moveOrders(client, of(status), status, order);
  await client.query(`update order_update set status = 'applied', finished_at = now() where id = any($1::bigint[])`, [
    told.map(({ id }) => id),
  ]);
  return true;
}

async function moveOrders(client: PoolClient, orders: unknown[], status: string, order: string): Promise<void> {
  if (orders.length === 0) return;
  await client.query('update delivery set status = $2, items = $3, updated_at = now() where order_id = any($1)', [
    orders,
    status,
    ITEMS,
  ]);
  if (status !== 'delivered')
    await client.query(
      'update sales_order set status = $2, version = version + 1, updated_at = now() where id = any($1)',
      [orders, order],
    );
  if (status === 'shipped')
    await client.query('update order_item set shipped_quantity = quantity where order_id = any($1)', [orders]);
  const changes = status === 'delivered' ? 1 : 2;
  await client.query(HISTORY, [orders, status, changes]);
  await client.query(EVENTS, [orders, changes + (status === 'delivered' ? 0 : 1)]);
}

const ITEMS = JSON.stringify(
  Array.from({ length: 2 }, () => ({ order_item_id: 'OI00001', sku: 'SKU-1', quantity: 1, shipped_quantity: 1 })),
);
const DELIVERIES = `insert into delivery (partner_id, order_id, status, block_export, items, created_at, updated_at)
  select 1, id, 'pending', false, $2, now(), now() from unnest($1::bigint[]) id`;
const SHIPMENTS = `insert into shipment (partner_id, order_id, delivery_id, carrier, tracking_number, items, shipped_at)
  select 1, order_id, id, 'DHL', 'B-' || id, $2, now() from delivery where order_id = any($1)`;
const HISTORY = `insert into order_change (partner_id, order_id, subject, caused_by, from_state, to_state, at)
  select 1, id, 'DL00001', 'OU00001', 'pending', $2, now() from unnest($1::bigint[]) id, generate_series(1, $3::integer)`;
const EVENTS = `insert into event (event_type, partner_id, subject_id, data, occurred_at)
  select 'order.delivery.changed', 1, 'OR00001', '{"order_id": "OR00001", "from": "pending", "to": "packing"}',
    clock_timestamp()
  from unnest($1::bigint[]), generate_series(1, $2::integer)`;
