import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Customer, CustomerAddress, Job } from '@commerce-integration/contract';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { PARTNER_GRAINS, PRODUCT_GRAINS } from '../src/analytics/grains.ts';
import { rollUpSales } from '../src/analytics/roll-up-sales.ts';
import { ALL_FEATURES } from '../src/process/platform.ts';
import { violationsIn } from '../src/process/verify-invariants.ts';
import { Batches, zipOfOperations } from './support/batches.ts';
import { startCommand } from './support/command.ts';
import { Imports } from './support/imports.ts';
import { Jobs } from './support/jobs.ts';
import { OrderExports } from './support/order-exports.ts';
import { OrderUpdates } from './support/order-updates.ts';
import { Shop } from './support/orders.ts';
import { untilIndexed } from './support/search-index.ts';
import { startTestServer } from './support/server.ts';
import { Webhooks } from './support/webhooks.ts';

const INVARIANTS = ALL_FEATURES.flatMap(({ invariants = [] }) => invariants);
const FEED = 'sku,product_name,price,currency,availability\nA,One,11,EUR,in stock\nB,Two,6,EUR,in stock\n';
/** An address without a server: its deliveries wait for their next attempt. */
const CLOSED_PORT = 'http://127.0.0.1:54329';

const server = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'true', WEBHOOK_RETRY_SECONDS: '3600' });
const acme = await server.partner('Acme Corp');
const shop = new Shop(server, acme);
await server.partner('Other');
await fill();
const client = new pg.Client({ connectionString: server.environment.DATABASE_URL });
await client.connect();
afterAll(() => client.end());

/** Rows of every feature, as the API writes them. */
async function fill(): Promise<void> {
  await new Webhooks(server).create(CLOSED_PORT);
  await new OrderExports(server).exporter('manual', 'to_fulfilment');
  const { job_id } = await server.load(FEED.replace('11', '10'), { key: acme.key, fields: {} });
  await server.load(FEED, { key: acme.key, fields: {} });
  await server.load(FEED, { fields: { partner_name: 'Other' } });
  const jobs = new Jobs(server);
  const undo = await server.call<Job>(`/jobs/${job_id}/undo`, { body: { validate_only: true } });
  await jobs.finished(undo.body.job_id);

  const price_list = ['2020-01-01', '2021-01-01'].map((day, place) => ({
    valid_from: `${day}T00:00:00Z`,
    price: 5 + place,
    currency: 'EUR',
  }));
  const operation = { '@type': 'ProductValidFromPriceUpdate', product: { id: 'PR00001' }, price_list };
  await new Batches(server, acme).run(zipOfOperations({ op: operation }));

  const name = { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.org' };
  const customer = await shop.call<Customer>('/customers', { body: name });
  const street = { address_line1: '123 Main Street', city: 'Springfield', state: 'IL', postal_code: '62701' };
  const customers = `/customers/${customer.body.customer_id}/addresses`;
  await shop.call<CustomerAddress>(customers, { body: street });
  const { order_id } = await shop.begun(2, 1);
  await shop.change(order_id, 'shipments', { tracking_number: 'T-1' });
  await new OrderUpdates(server, acme.key).told({ order_id, status: 'delivered' });

  const columns = [
    { source: 'sku', target: 'sku' },
    { source: 'product_name', target: 'product_name' },
  ];
  const imports = new Imports(server, acme);
  const file_name_pattern = '*.csv';
  const group = await imports.group([{ entity: 'product', file_name_pattern, columns }]);
  await imports.run(group.data_group_id, 'products.csv', 'sku,product_name\nC,Three\n');
  await rollUpSales(server.pool);
  await untilIndexed(server);
}

/** Statements that each contradict an invariant, by its name. */
const BREAKS: Record<string, readonly string[]> = {
  'live-keys': [
    `insert into api_key (partner_id, name, scopes, secret_hash, secret_hint, created_at)
     select 1, 'more', '{}', sha256(n::text::bytea), '', now() from generate_series(1, 2) n`,
  ],
  'feed-files': ['update feed set sha256 = null where id = 1'],
  'feed-jobs': [`delete from job where job_type = 'submission' and subject_id = 1`],
  'load-counters': [
    `update job set result = jsonb_set(result, '{inserted}', '9') where job_type = 'validation'`,
    `update job set result = jsonb_set(result, '{duplicates}', '9') where job_type = 'validation'`,
  ],
  'job-times': [
    `update job set finished_at = null where number = 1 and job_type = 'validation'`,
    `update job set status = 'running' where number = 1 and job_type = 'validation'`,
  ],
  'job-progress': [`update job set rows_done = rows_done + 1 where job_type = 'validation'`],
  'job-keys': [
    `update job set status = 'running', run_requested_at = now(), concurrency_key = 'one' where job_type = 'validation'`,
  ],
  'job-messages': [
    `update job set status = 'queued', run_requested_at = now(), concurrency_key = 'none' where job_type = 'validation'`,
  ],
  'job-turns': [`update job set run_requested_at = now(), queue_turn = null where job_type = 'validation'`],
  'product-feeds': [`update product set feed_id = (select max(id) from feed) where id = 1`],
  'product-currencies': ['update product set currency = null where id = 1'],
  'product-history': ['update product set price = price + 1 where id = 1'],
  'product-search': [`update product_search set words = 'other' where product_id = 1`],
  'price-lists': [
    'update product_price set price = price + 1',
    'delete from product_price',
    `insert into product_price values (2, 0, now(), 1, 'EUR')`,
  ],
  'price-timelines': [`update price_list_version set entries = entries || (entries -> 0)`],
  'price-versions': [
    `insert into price_list_version (product_id, partner_id, sales_channel_id, set_at, entries)
     select product_id, partner_id, sales_channel_id, set_at - interval '1 day', entries from price_list_version`,
  ],
  'batch-counters': [
    `update job set result = jsonb_set(result, '{succeeded}', '9') where job_type = 'operations_batch'`,
  ],
  'batch-operations': [
    'update operations_batch set total = total + 1',
    `update batch_operation set status = 'failed'`,
    'delete from batch_operation',
  ],
  'batch-uploads': ['update batch_upload set used_at = null', 'update batch_upload set partner_id = 2'],
  'address-partners': ['update customer_address set partner_id = 2'],
  'order-items': ['delete from order_item', 'update sales_order set total_amount = total_amount + 1'],
  'order-lines': ['update order_item set line_total = line_total + 1 where id = 1'],
  'order-quantities': [
    'update order_item set shipped_quantity = quantity + 1 where id = 1',
    'update order_item set returned_quantity = shipped_quantity + 1 where id = 1',
  ],
  'order-partners': ['update sales_order set partner_id = 2'],
  'order-deliveries': [
    `update delivery set items = jsonb_set(items, '{0,shipped_quantity}', '0')`,
    `update delivery set items = jsonb_set(items, '{0,quantity}', '9')`,
    `update delivery set items = items || jsonb_build_array(jsonb_set(items -> 0, '{order_item_id}', '"OI99999"'))`,
  ],
  'order-shipments': [`update shipment set items = jsonb_set(items, '{0,quantity}', '9')`],
  'order-updates': ['update order_update set finished_at = null'],
  'undo-counters': [`update job set result = jsonb_set(result, '{kept}', '9') where job_type = 'undo'`],
  'import-files': [
    'update data_import_file set inserted = inserted + 1',
    'update data_import_file set unchanged = unchanged + 1, skipped = skipped - 1',
  ],
  'import-counters': [
    'update data_import_file set processed = processed + 1, skipped = skipped + 1',
    `update job set result = result - 'updated' where job_type = 'import'`,
  ],
  'import-times': ['update data_import set ended_at = null'],
  'schedule-runs': [
    `insert into data_schedule_run (id, partner_id, group_id, scheduled_at, trigger, source_type, status, message, started_at,
       due_at, claim, failures)
     values (1, 1, 1, now(), 'request', 'bucket', 'completed', '', now(), now(), 0, 0)`,
  ],
  'webhook-queue': [
    `update webhook_delivery set status = 'succeeded' where status = 'pending'`,
    `delete from webhook_delivery where status = 'pending'`,
  ],
  'webhook-pending': ['delete from webhook_queue'],
  'webhook-failures': [
    'update webhook_delivery set failed_at = now()',
    `update webhook_delivery set status = 'failed'`,
  ],
  'export-times': ['update order_export set ended_at = now()'],
  'export-batches': [`update order_export set status = 'running', batch_id = null`],
  'export-partners': ['update order_export set order_partner_id = 2', 'update order_export set order_id = 99'],
  ...Object.fromEntries(
    [
      ...PARTNER_GRAINS.map((grain) => ['partner', grain] as const),
      ...PRODUCT_GRAINS.map((grain) => ['product', grain] as const),
    ].map(([of, { name, code }]) => [
      `${of}-sales-${name.replaceAll(' ', '-')}`,
      [`update ${of}_sales set units = units + 1 where grain = ${code}`],
    ]),
  ),
};

/** The invariants that a statement violates; the statement is rolled back. */
async function brokenBy(statement: string): Promise<Map<string, string[]>> {
  const broken = new Map<string, string[]>();
  await client.query('begin');
  try {
    const changed = await client.query(statement);
    if (changed.rowCount === 0) throw new Error(`There is nothing to break: ${statement}`);
    for (const invariant of INVARIANTS) {
      const range = invariant.over === undefined ? [] : [0, Number.MAX_SAFE_INTEGER];
      const { count, ids } = await violationsIn(client, invariant, range);
      if (count > 0) broken.set(invariant.name, ids);
    }
  } finally {
    await client.query('rollback');
  }
  return broken;
}

describe('npm run verify', () => {
  it('finds nothing in data written by the API, and says so, without the pooler', async () => {
    const direct = { DATABASE_URL: 'postgres://127.0.0.1:1/pooler', DATABASE_DIRECT_URL: server.databaseUrl };
    const { output, code } = await startCommand('verify', { ...server.environment, ...direct }).ended;
    for (const { name } of INVARIANTS) expect(output).toContain(`${name}: holds\n`);
    expect(output).toMatch(/\d+ checks, 0 with violations, /);
    expect(code).toBe(0);
  }, 120_000);

  it('names a violated invariant with its rows, and fails', async () => {
    await server.pool.query('update sales_order set total_amount = total_amount + 1');
    const { output, code } = await startCommand('verify', server.environment).ended;
    await server.pool.query('update sales_order set total_amount = total_amount - 1');
    expect(output).toContain(
      'order-items: 1 violations\n  An order has items, and its total is their sum. Not so: OR00001\n',
    );
    expect(output).toContain(', 1 with violations, ');
    expect(code).toBe(1);
  }, 120_000);
});

describe('an invariant', () => {
  it.each(INVARIANTS.map(({ name }) => name))('%s is found to be violated', async (name) => {
    for (const statement of BREAKS[name] ?? ['select 1']) {
      const broken = await brokenBy(statement);
      expect([statement, broken.get(name)?.length]).toEqual([statement, expect.any(Number)]);
    }
  });

  it('is documented in the guide', async () => {
    const page = await readFile(path.join(import.meta.dirname, '../../docs/how-to/verify.md'), 'utf8');
    const named = [...page.matchAll(/^\| `([a-z-]+)` \| (.+) \|$/gm)].map(([, name, holds]) => ({ name, holds }));
    expect(named).toEqual(INVARIANTS.map(({ name, holds }) => ({ name, holds })));
  });
});
