import { describe, expect, it } from 'vitest';
import { type FilledTable, fillTable } from './support/filled-tables.ts';
import { rowsRead } from './support/rows-read.ts';
import { startTestServer } from './support/server.ts';

// The rows that a page of a list reads grow with the page, not with the size of the history.

const server = await startTestServer();
const few = await server.partner('Acme Corp');
const most = await server.partner('Busy Corp');
const none = await server.partner('Quiet Corp');
const PATHS: Readonly<Record<FilledTable, string>> = {
  feed: '/feeds',
  customer: '/customers',
  job: '/jobs',
  sales_order: '/orders',
  order_update: '/order-updates',
  order_export: '/order-exports',
};
const TABLES = Object.keys(PATHS) as FilledTable[];
for (const table of TABLES)
  await fillTable(server, table, { few: Number(few.id.slice(2)), most: Number(most.id.slice(2)) });

/** The maximum number of rows that a list may read for a page of ten. */
const FEW = 400;
/** Rows of a day: a row's number may differ by one from its minute. */
const DAY = 24 * 60;

/**
 * Reads a page of ten.
 *
 * @returns the number of items
 */
async function pageOf(table: FilledTable, query: string, key?: string): Promise<number> {
  let found = Number.NaN;
  const read = await rowsRead(server, table, async () => {
    const path = `${PATHS[table]}?limit=10&${query}`;
    const { status, body } = await server.call<{ items: unknown[] }>(path, key === undefined ? {} : { key });
    expect(status).toBe(200);
    found = body.items.length;
  });
  expect(read).toBeLessThan(FEW + (query.includes('created_') && (table === 'feed' || table === 'customer') ? DAY : 0));
  return found;
}

it.each([
  ['feed', 'status=rejected', [10, 2]],
  ['feed', 'status=pending_upload', [0, 0]],
  ['customer', 'external_id=C-1', [0, 0]],
  ['job', 'status=failed', [10, 1]],
  ['job', 'status=cancelled', [10, 1]],
  ['job', 'status=running', [0, 0]],
  ['job', 'job_type=order_export_replay', [10, 2]],
  ['job', 'job_type=import', [0, 0]],
  ['job', 'job_type=validation', [10, 0]],
  ['job', 'job_type=submission&status=failed', [0, 0]],
  ['job', 'feed_id=FD00011', [1, 0]],
  ['job', 'batch_id=OB00011', [0, 0]],
  ['sales_order', 'status=created', [10, 1]],
  ['sales_order', 'status=cancelled', [10, 1]],
  ['sales_order', 'status=waiting_approval', [0, 0]],
  ['sales_order', 'status=returned', [0, 0]],
  ['sales_order', 'status=completed', [10, 10]],
  ['sales_order', 'status=created&fulfillment_status=unfulfilled', [0, 0]],
  ['sales_order', 'fulfillment_status=failed', [10, 1]],
  ['sales_order', 'fulfillment_status=queued', [10, 1]],
  ['sales_order', 'fulfillment_status=shipped', [0, 0]],
  ['sales_order', 'fulfillment_status=delivered', [10, 10]],
  ['sales_order', 'blocked=true', [10, 2]],
  ['sales_order', 'tracking_number=T-1', [0, 0]],
  ['sales_order', 'sku=A-1', [0, 0]],
  ['order_update', 'order_update_feed_id=OF00007', [10, 2]],
  ['order_update', 'order_update_feed_id=OF00008', [0, 0]],
  ['order_update', 'status=ignored', [10, 2]],
  ['order_update', 'status=queued', [0, 0]],
  ['order_update', 'status=parked', [0, 0]],
  ['order_update', 'status=applied', [10, 10]],
  ['order_export', 'status=rejected', [10, 2]],
  ['order_export', 'status=queued', [0, 0]],
  ['order_export', 'status=running', [0, 0]],
  ['order_export', 'status=cleared', [0, 0]],
  ['order_export', 'status=blocked', [0, 0]],
  ['order_export', 'status=completed', [10, 10]],
] as const)('a page of the table %s at %s reads few rows', async (table, query, found) => {
  expect([await pageOf(table, query), await pageOf(table, query, few.key)]).toEqual(found);
  expect(await pageOf(table, query, none.key)).toBe(0);
});

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const hour = 1 / 24;

describe.each(TABLES)('a page of the table %s reads few rows', (table) => {
  it.each([
    ['of an hour long ago', `created_from=${daysAgo(19)}&created_to=${daysAgo(19 - hour)}`, [10, 6]],
    ['of a week long ago', `created_from=${daysAgo(19)}&created_to=${daysAgo(12)}`, [10, 10]],
    ['until long ago', `created_to=${daysAgo(19)}`, [10, 10]],
    ['since the last hour', `created_from=${daysAgo(hour)}`, [10, 6]],
    ['of before there were any', `created_from=${daysAgo(40)}&created_to=${daysAgo(30)}`, [0, 0]],
    ['until before there were any', `created_to=${daysAgo(30)}`, [0, 0]],
    ['of the future', `created_from=${daysAgo(-30)}`, [0, 0]],
  ] as const)('%s', async (_, range, found) => {
    expect([await pageOf(table, range), await pageOf(table, range, few.key)]).toEqual(found);
    expect(await pageOf(table, range, none.key)).toBe(0);
  });
});
