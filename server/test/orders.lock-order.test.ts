import { describe, expect, it } from 'vitest';
import { Batches, zipOfOperations } from './support/batches.ts';
import { adminUrl, withAdmin } from './support/databases.ts';
import { holdProducts } from './support/held-rows.ts';
import { Jobs } from './support/jobs.ts';
import { freshEnvironment, startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

// Every transaction that locks several products locks them by ID: with one order, there are no deadlocks. Of five
// products, the test holds the middle one; a transaction that needs all must then have locked the first two but not the
// last two, whatever the order in its input and in the table. An index returns rows in order, but no statement may rely
// on one: this database scans tables, as others do if that costs less.

const environment = await freshEnvironment();
await readTablesAsTheyLie(environment.DATABASE_URL ?? '');
const server = await startTestServer(environment);
const acme = await server.partner('Acme Corp');
const jobs = new Jobs(server);
const SKUS = ['A', 'B', 'C', 'D', 'E'];
const IDS = SKUS.map((_, place) => `PR0000${place + 1}`);
const MIDDLE = 'PR00003';

/** For all later connections. */
async function readTablesAsTheyLie(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await withAdmin(adminUrl(url), async (client) => {
    for (const way of ['indexscan', 'bitmapscan']) await client.query(`alter database ${name} set enable_${way} = off`);
  });
}

let price = 10;
const feed = (skus: readonly string[]) => {
  price += 1;
  const lines = skus.map((sku) => `${sku},Name,${price},EUR,in stock\n`);
  return `sku,product_name,price,currency,availability\n${lines.join('')}`;
};
await server.load(feed(SKUS));
// The rows of the first products are stored after those of the last ones.
for (const sku of ['D', 'B', 'A']) await server.load(feed([sku]));
const places = await server.pool.query<{ id: number }>('select id::integer from product order by ctid');
expect(places.rows.map(({ id }) => id)).not.toEqual([1, 2, 3, 4, 5]);

/** The products that are not locked. */
async function free(): Promise<string[]> {
  const found = await server.pool.query<{ id: string }>('select id from product order by id for update skip locked');
  return found.rows.map(({ id }) => IDS[Number(id) - 1] ?? '');
}

/**
 * Waits until the first two are locked.
 *
 * @returns whether the last two are free at that moment
 */
const heldByTheirIds = () => until(async () => (await free()).join(' ') === IDS.slice(3).join(' '), 20_000);

const batch = (on_error: 'continue' | 'rollback') => {
  price += 1;
  const price_list = [{ valid_from: '2020-01-01T00:00:00Z', price, currency: 'EUR' }];
  const operations = IDS.toReversed().map((id, place) => [
    `op${place}`,
    { '@type': 'ProductValidFromPriceUpdate', product: { id }, price_list },
  ]);
  const own = new Batches(server, acme);
  return async () => own.finished(await own.create(zipOfOperations(Object.fromEntries(operations)), { on_error }));
};

const finished = async (id: Promise<string>) => jobs.finished(await id);

describe('products are locked in ID order', () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      'by an order',
      () =>
        server.call('/orders', {
          key: acme.key,
          body: { items: IDS.toReversed().map((product_id) => ({ product_id, quantity: 1 })) },
        }),
    ],
    ['by a feed', () => finished(jobs.ask(feed(SKUS.toReversed())))],
    [
      'by a full feed that discontinues some of them',
      () => finished(jobs.ask(feed(['E', 'C', 'A']), { fields: { partner_name: 'Acme Corp', mode: 'full' } })),
    ],
    ['by a batch', () => batch('continue')()],
    ['by a batch that is all or nothing', () => batch('rollback')()],
  ])('%s', async (_name, work) => {
    const middle = await holdProducts(server, MIDDLE);
    const done = work();
    await heldByTheirIds();
    await middle.release();
    const { status } = (await done) as { status: string | number };
    expect([201, 'completed']).toContain(status);
  });
});
