import type { Event, Page, WebhookDelivery } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { rowsRead } from './support/rows-read.ts';
import { startTestServer } from './support/server.ts';

// Lists of logs, filtered without an index: a page examines a limited number of rows, and returns the cursor to
// continue with.

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const busy = await server.partner('Busy Corp');
const [own, others] = [acme, busy].map(({ id }) => Number(id.slice(2)));
/** More rows than two pages examine. */
const ROWS = 260_000;
/** The rows that a page reads: it determines where to end, and then examines 100,000. */
const MOST_READ = 210_000;

await server.pool.query(
  `insert into webhook_delivery (webhook_id, partner_id, event_id, event_at, event_type, event_partner_id, status,
     response_code, created_at)
   select 1, $1::bigint, n, now(), case when n <= 3 then 'feed.validation.failed' else 'order.created' end, $1,
     case when n <= 3 then 'cancelled' else 'succeeded' end, case when n <= 3 then 500 else 200 end, now()
   from generate_series(1, $2::integer) n order by n`,
  [own, ROWS],
);
await server.pool.query(
  `insert into event (event_type, partner_id, subject_id, data, is_test, occurred_at)
   select case when n <= 3 or n % 2 = 0 then 'feed.validation.failed' else 'order.created' end,
     case when n <= 3 or n % 2 = 1 then $1::bigint else $2 end, 'OR' || n, '{}', false, now()
   from generate_series(1, 2 * $3::integer) n order by n`,
  [own, others, ROWS],
);
await server.pool.query('vacuum analyze webhook_delivery, event');

/**
 * Follows the cursors of a list.
 *
 * @returns the items, and how many rows each page has read
 */
async function readAll<T>(table: string, path: string, key?: string): Promise<{ items: T[]; reads: number[] }> {
  const items: T[] = [];
  const reads: number[] = [];
  for (let cursor = ''; ; ) {
    let next: string | undefined;
    const read = await rowsRead(server, table, async () => {
      const { body } = await server.call<Page<T>>(`${path}&limit=2${cursor}`, key === undefined ? {} : { key });
      items.push(...body.items);
      next = body.next_cursor;
    });
    reads.push(read);
    if (next === undefined) return { items, reads };
    cursor = `&cursor=${next}`;
  }
}

it.each([
  ['the operator', undefined],
  ['a partner', acme.key],
])('few deliveries among very many are found for %s, page by page', async (_, key) => {
  for (const filter of ['status=cancelled', 'response_code=500', 'event_type=feed.validation.failed']) {
    const { items, reads } = await readAll<WebhookDelivery>('webhook_delivery', `/webhook-deliveries?${filter}`, key);
    expect(items.map((item) => item.event_id)).toEqual(['EV00003', 'EV00002', 'EV00001']);
    expect(Math.max(...reads)).toBeLessThan(MOST_READ);
  }
});

it('a page filled by few rows reads few, and its cursor is its last item', async () => {
  const read = await rowsRead(server, 'webhook_delivery', async () => {
    const { body } = await server.call<Page<WebhookDelivery>>('/webhook-deliveries?status=succeeded&limit=2');
    expect([body.count, body.next_cursor]).toEqual([2, body.items[1]?.delivery_id]);
  });
  expect(read).toBeLessThan(300);
});

it('the last page has no cursor', async () => {
  const { body } = await server.call<Page<WebhookDelivery>>('/webhook-deliveries?status=cancelled&cursor=WD00004');
  expect([body.count, body.next_cursor]).toEqual([3, undefined]);
});

it("a partner's few events of a type are found, however many others have", async () => {
  const { items, reads } = await readAll<Event>('event', '/events?event_type=feed.validation.failed', acme.key);
  expect(items.map(({ event_id }) => event_id)).toEqual(['EV00003', 'EV00002', 'EV00001']);
  // One of the two pages for three items would have examined more than 100,000.
  expect(reads.length).toBeGreaterThan(2);
});
