import type { OrderUpdateDetail, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { rowXml, workbookOf } from './support/archives/workbook.ts';
import { OrderUpdates } from './support/order-updates.ts';
import { ofFeed, PushedFiles } from './support/pushed-files.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10.10,EUR,in stock\nB,Two,5,EUR,in stock\n');
const updates = new OrderUpdates(server, acme.key);
const files = new PushedFiles(server, acme);

/** Columns of a German courier. */
const COLUMNS = [
  { target: 'update_id', source: 'Meldung' },
  { target: 'customer_reference', source: 'Bestellung' },
  { target: 'status', source: 'Zustand', map: { Übergeben: 'shipped', Zugestellt: 'delivered' } },
  { target: 'tracking_number', source: 'Paket' },
  { target: 'reason', source: 'Grund', optional: true },
  { target: 'occurred_at', source: 'Zeit', type: 'date', date_format: 'dd.MM.yyyy HH:mm', timezone: 'Europe/Berlin' },
];
const CSV = { format: { type: 'csv', delimiter: ';', encoding: 'windows-1252' }, columns: COLUMNS };
const HEADER = 'Meldung;Bestellung;Zustand;Paket;Zeit\r\n';
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const plain = (...names: string[]) => names.map((name) => ({ target: name, source: name }));
const outcomes = async (feed: Parameters<typeof ofFeed>[0], count: number) =>
  (await updates.settled(ofFeed(feed), count)).map(({ status, code }) => [status, code]).reverse();

describe('a file that is pushed to a feed with a data descriptor', () => {
  it('is read in its encoding and with its dates, and each row is an update of the carrier', async () => {
    const [first, second] = [await updates.order([1], 'P-1'), await updates.order([1], 'P-2')];
    const feed = await files.feed(CSV, { carrier: 'Müller' });
    expect(feed).toMatchObject({ mapping: null, data_descriptor_id: expect.stringMatching(/^DD\d{5}$/) });
    const file = latin(`${HEADER}1;P-1;Übergeben;T-1;08.04.2026 14:00\r\n2;P-2;Zugestellt;"T;2";08.04.2026 15:30\r\n`);
    const answers = [await files.push(feed, file), await files.push(feed, file)];
    expect(answers.map(({ status, body }) => [status, body.duplicate])).toEqual([
      [202, false],
      [202, true],
    ]);
    const all = await updates.settled(ofFeed(feed), 2);
    expect(all.map(({ update_id, status, order_id }) => [update_id, status, order_id])).toEqual([
      [`${feed.order_update_feed_id}:2`, 'applied', second.order_id],
      [`${feed.order_update_feed_id}:1`, 'applied', first.order_id],
    ]);
    expect(all[1]?.update).toMatchObject({
      carrier: 'Müller',
      status: 'shipped',
      occurred_at: '2026-04-08T12:00:00.000Z',
    });
    expect((await updates.orderNow(second.order_id)).deliveries[0]).toMatchObject({
      status: 'delivered',
      carrier: 'Müller',
      tracking_number: 'T;2',
    });
  });

  it('may have invalid rows among valid ones: each is parked alone, with its line', async () => {
    const { order_id } = await updates.order([1], 'P-3');
    const feed = await files.feed(CSV);
    const rows = [
      'a;P-3;Übergeben;T;08.04.2026 14:00',
      'b;P-3;Verloren;T;08.04.2026 14:00',
      'c;;Zugestellt;T;',
      'd;P-3;Zugestellt;T;gestern',
    ];
    await files.push(feed, latin(HEADER + [...rows, 'e;P-3;Zugestellt;T;09.04.2026 14:00'].join('\r\n')));
    const all = (await updates.settled(ofFeed(feed), 5)).reverse();
    expect(all.map(({ status, code }) => [status, code])).toEqual([
      ['applied', null],
      ['parked', 'mapping_failed'],
      ['parked', 'mapping_failed'],
      ['parked', 'mapping_failed'],
      ['applied', null],
    ]);
    const messages = all.map(({ message }) => message ?? '');
    expect(messages[1]).toContain(
      'Line 3 cannot be an order update. status has a value that the map of the column does not have',
    );
    expect(messages[1]).toContain(`Correct data descriptor ${feed.data_descriptor_id} and retry`);
    expect(messages[2]).toContain('Line 4 cannot be an order update. Name the order by exactly one of');
    expect(messages[3]).toContain(
      'Line 5 cannot be an order update. occurred_at must be a date in the form dd.MM.yyyy HH:mm',
    );
    expect((await updates.orderNow(order_id)).status).toBe('completed');
  });

  it('may also be XML, JSON lines or a workbook', async () => {
    const columns = plain('update_id', 'customer_reference', 'status', 'occurred_at');
    const row = (reference: string) => ['1', reference, 'shipped', '2026-04-08T12:00:00Z'];
    const references = ['X-1', 'X-2', 'X-3'];
    const orders = [];
    for (const reference of references) orders.push(await updates.order([1], reference));
    const xml = `<?xml version="1.0"?><notices><notice><update_id>1</update_id><customer_reference>X-1</customer_reference><status>shipped</status><occurred_at>2026-04-08T12:00:00Z</occurred_at></notice></notices>`;
    const lines = JSON.stringify(Object.fromEntries(columns.map(({ target }, place) => [target, row('X-2')[place]])));
    const sheet =
      rowXml(
        1,
        columns.map(({ target }) => target),
      ) + rowXml(2, row('X-3'));
    const book = new Uint8Array(workbookOf({ sheets: { S: sheet } }));
    for (const [format, file, type] of [
      [{ type: 'xml', row_path: '/notices/notice' }, xml, 'application/xml'],
      [{ type: 'jsonl' }, lines, 'application/x-ndjson'],
      [{ type: 'xlsx' }, book, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ] as const) {
      const feed = await files.feed({ format, columns });
      expect((await files.push(feed, file, type)).status).toBe(202);
      expect((await files.push(feed, file, 'application/octet-stream')).status).toBe(202);
      expect(await outcomes(feed, 1)).toEqual([['applied', null]]);
    }
    for (const { order_id } of orders) expect((await updates.orderNow(order_id)).status).toBe('completed');
  });

  it('with a repeated row without an ID creates one update, also in two pushes', async () => {
    await updates.order([1], 'P-5');
    const feed = await files.feed(CSV);
    const row = ';P-5;Übergeben;T-5;\r\n';
    await files.push(feed, latin(HEADER + row + row));
    const [first] = await updates.settled(ofFeed(feed), 1);
    expect(first?.update_id).toMatch(new RegExp(`^${feed.order_update_feed_id}:[0-9a-f]{32}$`));
    // The time of receipt, since the notice has none.
    expect(first?.occurred_at).toBe(first?.update?.occurred_at);
    await files.push(feed, latin(`${HEADER}${row}x;P-5;Zugestellt;T-5;09.04.2026 12:00\r\n`));
    expect(await updates.settled(ofFeed(feed), 2)).toHaveLength(2);
    await files.push(feed, latin(`${HEADER}x;P-5;Übergeben;T-5;09.04.2026 12:00\r\n`));
    expect((await outcomes(feed, 3)).at(-1)).toEqual(['parked', 'update_id_reused']);
  });

  it('resolves lookups of its columns, and leaves out rows outside its scope', async () => {
    const { order_id } = await updates.order([1, 1], 'P-6');
    const feed = await files.feed({
      columns: [
        ...plain('update_id', 'customer_reference', 'occurred_at'),
        { target: 'status', source: 'status', map: { sent: 'shipped', scanned: '' }, skip_blank: true },
        {
          target: 'sku',
          source: 'product',
          lookup: { entity: 'product', by: 'product_id', on_unresolved: 'skip_row' },
        },
        { target: 'quantity', constant: '1' },
      ],
    });
    const at = '2026-04-08T12:00:00Z';
    const rows = [`1,P-6,${at},scanned,PR00001`, `2,P-6,${at},sent,PR00002`, `3,P-6,${at},sent,PR99999`];
    await files.push(feed, `update_id,customer_reference,occurred_at,status,product\n${rows.join('\n')}\n`);
    const [third, second] = await updates.settled(ofFeed(feed), 2);
    expect(second).toMatchObject({ status: 'applied', update: { items: [{ sku: 'B', quantity: 1 }] } });
    expect(third).toMatchObject({ status: 'parked', message: expect.stringContaining('Line 4 cannot be') });
    expect((await updates.orderNow(order_id)).status).toBe('partially_shipped');
  });

  it('is parked whole if it is unreadable, or has no rows or too many', async () => {
    const feed = await files.feed(CSV);
    const many = Array.from({ length: 1_001 }, (_, n) => `${n};M-1;Übergeben;T;08.04.2026 14:00`).join('\r\n');
    for (const file of ['', HEADER, 'ä;b\r\n1;2\r\n', `${HEADER}"1;P;Übergeben;T;08.04.2026 14:00\r\n`, HEADER + many])
      expect((await files.push(feed, latin(file))).status).toBe(202);
    const all = (await updates.settled(ofFeed(feed), 5)).reverse();
    expect(all.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringMatching(/^payload_unreadable: .* The file has no header/),
      expect.stringMatching(/^mapping_failed: Data descriptor DD\d+ finds no rows/),
      expect.stringMatching(/^payload_unreadable: .* Missing columns: Meldung, Bestellung/),
      expect.stringMatching(/^payload_unreadable: .* A quote that is opened at line 3 or before is never closed/),
      expect.stringMatching(/^mapping_failed: The pushed file has over 1000 rows/),
    ]);
    const shown = await server.call<OrderUpdateDetail>(`/order-updates/${all[2]?.order_update_id}`, { key: acme.key });
    expect(shown.body.payload).toBe('ä;b\r\n1;2\r\n');
  });

  it('of another type or over a megabyte is refused', async () => {
    const feed = await files.feed(CSV);
    for (const type of ['application/json', 'text/plain', 'application/xml']) {
      const { status, body } = await files.push<ProblemBody>(feed, HEADER, type);
      expect([status, body.code]).toEqual([415, 'unsupported_media_type']);
      expect(body.detail).toContain('send the body as text/csv');
    }
    const { status } = await files.push<ProblemBody>({ ...feed, secret: 'ofsec_wrong' }, HEADER, 'text/plain');
    expect(status).toBe(401);
    expect((await files.push(feed, 'x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect(await updates.list(ofFeed(feed))).toEqual([]);
  });
});
