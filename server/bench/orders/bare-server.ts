import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';

// The minimum server that creates orders: node:http, pg, the same transaction on the same tables, the same JSON. It has
// no keys, limits, validation, problems or ORM.

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });

interface Ordered {
  partner_id: string;
  items: { product_id: string; quantity: number }[];
}

createServer(async (req, res) => {
  const ordered = JSON.parse(await textOf(req)) as Ordered;
  const body = JSON.stringify(await order(ordered));
  res.writeHead(201, { 'content-type': 'application/json; charset=utf-8' });
  res.end(body);
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));

async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function order(ordered: Ordered) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const answer = await orderIn(client, ordered);
    await client.query('commit');
    return answer;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

interface Line {
  product: Record<string, string>;
  quantity: number;
  /** In 1/10,000 of the currency's unit. */
  units: bigint;
}

async function orderIn(client: pg.PoolClient, ordered: Ordered) {
  const partner = await client.query('select id, name, status from partner where id = $1', [
    Number(ordered.partner_id.slice(2)),
  ]);
  const ids = ordered.items.map((item) => Number(item.product_id.slice(2)));
  const products = await client.query(
    `select id, sku, product_name, price, currency, availability from product where id = any($1) order by id for share`,
    [ids],
  );
  const found = new Map(products.rows.map((row) => [Number(row.id), row]));
  const lines = ordered.items.map(({ quantity }, index) => {
    const product = found.get(ids[index] ?? 0);
    return { product, quantity, units: BigInt(product.price.replace('.', '')) * BigInt(quantity) };
  });
  const total = decimal(sum(lines.map((line) => line.units)));
  const order = await writeOrder(client, partner.rows[0].id, lines, total);
  await announce(client, partner.rows[0].id, order, lines, total);
  return present(partner.rows[0].name, order, lines, total);
}

async function writeOrder(client: pg.PoolClient, partner: string, lines: Line[], total: string) {
  const { rows } = await client.query(
    `insert into sales_order (partner_id, status, total_amount, currency, created_at, updated_at)
     values ($1, 'created', $2, $3, now(), now()) returning id, created_at`,
    [partner, total, lines[0]?.product.currency],
  );
  const values = lines.map(({ product, quantity, units }) => [
    rows[0].id,
    product.id,
    product.sku,
    product.product_name,
    quantity,
    product.price,
    decimal(units),
  ]);
  const places = values.map((row, n) => `(${row.map((_, m) => `$${n * row.length + m + 1}`).join(', ')})`);
  const items = await client.query(
    `insert into order_item (order_id, product_id, sku, product_name, quantity, unit_price, line_total)
     values ${places.join(', ')} returning id`,
    values.flat(),
  );
  return { id: rows[0].id as string, createdAt: rows[0].created_at as Date, items: items.rows as { id: string }[] };
}

type Written = Awaited<ReturnType<typeof writeOrder>>;

async function announce(client: pg.PoolClient, partner: string, order: Written, lines: Line[], total: string) {
  const currency = lines[0]?.product.currency;
  await client.query(
    `insert into event (event_type, partner_id, subject_id, data, occurred_at)
     values ('order.created', $1, $2, $3, clock_timestamp())`,
    [
      partner,
      `OR${order.id}`,
      JSON.stringify({ order_id: `OR${order.id}`, status: 'created', total_amount: Number(total), currency }),
    ],
  );
  await client.query(COUNT_SALE, [
    order.createdAt,
    partner,
    currency,
    lines.map(({ product }) => product.id),
    lines.map(({ quantity }) => quantity),
    lines.map(({ units }) => decimal(units)),
  ]);
}

function present(partner: string, order: Written, lines: Line[], total: string) {
  return {
    order_id: `OR${order.id.padStart(5, '0')}`,
    partner_name: partner,
    customer_reference: null,
    customer_id: null,
    shipping_address_id: null,
    status: 'created',
    total_amount: Number(total),
    currency: lines[0]?.product.currency,
    items: lines.map(({ product, quantity, units }, index) => ({
      order_item_id: `OI${order.items[index]?.id.padStart(5, '0')}`,
      product_id: `PR${product.id?.padStart(5, '0')}`,
      sku: product.sku,
      product_name: product.product_name,
      quantity,
      unit_price: Number(product.price),
      line_total: Number(decimal(units)),
    })),
    created_at: order.createdAt.toISOString(),
    updated_at: order.createdAt.toISOString(),
  };
}

function sum(units: bigint[]): bigint {
  return units.reduce((all, one) => all + one, 0n);
}

/** As `recordSale` counts it. */
const COUNT_SALE = `insert into recent_sales (sold_at, partner_id, currency, product_ids, units, revenue)
  values ($1, $2, $3, $4, $5, $6)`;

/** Prices have four decimals in the database. */
function decimal(units: bigint): string {
  const digits = units.toString().padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
