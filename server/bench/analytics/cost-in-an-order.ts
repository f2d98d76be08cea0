import { type CreateOrder, formatId, idNumber } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { recordSale } from '../../src/analytics/record-sales.ts';
import { Customer, CustomerAddress } from '../../src/customers/customer.entity.ts';
import { openDatabase } from '../../src/database/orm.ts';
import { sqlOf } from '../../src/database/queryable.ts';
import { EVERYBODY } from '../../src/database/tenancy.ts';
import { createOrder } from '../../src/orders/create-order.ts';
import { Partner } from '../../src/partners/partner.entity.ts';
import { median } from './group-by.ts';

const CLIENTS = 8;
const ORDERS = 400;

/**
 * Measures the time that counting a sale adds to an order: how much longer the order's transaction takes when it counts
 * the sale twice. The two variants alternate, so that other load affects both.
 *
 * @returns milliseconds for an order, with eight concurrent clients, and for counting it
 */
export async function costInAnOrder(databaseUrl: string, rounds: number): Promise<{ order: number; counting: number }> {
  const database = await openDatabase(databaseUrl, CLIENTS, [Partner, Customer, CustomerAddress]);
  const orders = await ordersOf(database.pool);
  const make = async (n: number, again: boolean) => {
    const input = orders[n % orders.length] as CreateOrder;
    await database.open(EVERYBODY).transactional(async (em) => {
      const made = await createOrder(em, null, input);
      if (again) await recordSale(sqlOf(em), idNumber(made.order_id));
    });
  };
  const times = { once: [] as number[], more: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const once = await timeOf((n) => make(n, false));
    const twice = await timeOf((n) => make(n, true));
    // The first round is a warm-up.
    if (round === 0) continue;
    times.once.push(once);
    times.more.push(twice - once);
  }
  await database.close();
  return { order: median(times.once), counting: median(times.more) };
}

/** Milliseconds for each of many orders by concurrent clients. */
async function timeOf(work: (n: number) => Promise<void>): Promise<number> {
  const start = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (next < ORDERS) {
        next += 1;
        await work(next);
      }
    }),
  );
  return (performance.now() - start) / ORDERS;
}

/** Orders of three products each, of partners that sell in two currencies. */
async function ordersOf(pool: Pool): Promise<CreateOrder[]> {
  const { rows } = await pool.query<{ partner_id: string; products: string[] }>(
    `select partner_id, (array_agg(id order by id))[1:3] as products from product
     where currency = 'EUR' group by partner_id order by partner_id`,
  );
  return rows.map((row) => ({
    partner_id: formatId('partner', Number(row.partner_id)),
    items: row.products.map((id) => ({ product_id: formatId('product', Number(id)), quantity: 2 })),
  }));
}
