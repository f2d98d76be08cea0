import type { Order, Page, Product, SalesChannel } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { DataExports } from './support/data-exports.ts';
import type { DescriptorFields } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Globex');
const exports = new DataExports(server, acme);

await server.load(
  'sku,product_name,price,currency,availability\nA,Chair,12.50,EUR,in stock\nB,=Lamp,3,EUR,in stock\n',
  { key: acme.key, fields: {} },
);
await server.load('sku,product_name,price,currency,availability\nX,Foreign,1,EUR,in stock\n', {
  key: other.key,
  fields: {},
});
const product = async (sku: string, key = acme.key) =>
  (await server.call<Page<Product>>(`/products?sku=${sku}`, { key })).body.items[0]?.product_id ?? '';
const web = await server.call<SalesChannel>('/sales-channels', {
  body: { name: 'Web', type: 'WEB_SALES_CHANNEL' },
  key: acme.key,
});
const items = [
  { product_id: await product('A'), quantity: 2 },
  { product_id: await product('B'), quantity: 1 },
];
const order = async (body: object, key = acme.key) => (await server.call<Order>('/orders', { body, key })).body;
const first = await order({ items, customer_reference: 'R-1', sales_channel_id: web.body.sales_channel_id });
const second = await order({ items: items.slice(1) });
await order({ items: [{ product_id: await product('X', other.key), quantity: 1 }] }, other.key);
await server.call(`/orders/${first.order_id}/transitions`, { body: { to: 'in_progress' }, key: acme.key });

const column = (target: string, source: string, more: object = {}) => ({ target, source, ...more });
const orders = (sources: Record<string, string>, fields: object = {}): DescriptorFields => ({
  entity: 'order' as never,
  file_name_pattern: 'orders_*',
  columns: Object.entries(sources).map(([target, source]) => column(target, source)),
  ...fields,
});
const FLAT = {
  order_id: 'Order',
  customer_reference: 'Reference',
  total_amount: 'Total',
  'items.sku': 'SKU',
  'items.quantity': 'Quantity',
  'items.unit_price': 'Price',
};

async function text(layout: DescriptorFields, body: object = {}): Promise<string | undefined> {
  const group = await exports.group([layout]);
  const { job, files } = await exports.run(group.data_group_id, body);
  expect(job.error).toBeUndefined();
  return files[0]?.text;
}

describe('orders', () => {
  it('as CSV have a row for each item', async () => {
    expect(await text(orders(FLAT))).toBe(
      [
        'Order,Reference,Total,SKU,Quantity,Price',
        `${first.order_id},R-1,28,A,2,12.5`,
        `${first.order_id},R-1,28,B,1,3`,
        `${second.order_id},,3,B,1,3`,
        '',
      ].join('\n'),
    );
  });

  it('without item columns have one row each', async () => {
    const layout = orders({ order_id: 'id', status: 'state', sales_channel_id: 'channel', currency: 'currency' });
    expect(await text(layout)).toBe(
      `id,state,channel,currency\n${first.order_id},in_progress,${web.body.sales_channel_id},EUR\n${second.order_id},created,,EUR\n`,
    );
  });

  it('as JSON lines have their items as a list', async () => {
    const sources = { order_id: 'order/id', 'items.sku': 'lines/sku', 'items.quantity': 'lines/quantity' };
    const lines = (await text(orders(sources, { format: { type: 'jsonl' } })))?.trim().split('\n');
    expect(lines?.map((line) => JSON.parse(line))).toEqual([
      {
        order: { id: first.order_id },
        lines: [
          { sku: 'A', quantity: '2' },
          { sku: 'B', quantity: '1' },
        ],
      },
      { order: { id: second.order_id }, lines: [{ sku: 'B', quantity: '1' }] },
    ]);
  });

  it('as XML have an element for each item', async () => {
    const sources = { order_id: '@id', 'items.sku': 'lines/line/@sku', 'items.product_name': 'lines/line/name' };
    const format = { type: 'xml', row_path: '/orders/order' };
    expect(await text(orders(sources, { format }), { filter: { created_to: first.created_at } })).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<orders>\n</orders>\n',
    );
    expect(await text(orders(sources, { format }), { filter: { status: 'in_progress' } })).toBe(
      `<?xml version="1.0" encoding="utf-8"?>
<orders>
  <order id="${first.order_id}">
    <lines>
      <line sku="A">
        <name>Chair</name>
      </line>
      <line sku="B">
        <name>=Lamp</name>
      </line>
    </lines>
  </order>
</orders>
`,
    );
  });

  it('are filtered and sorted as requested', async () => {
    const ids = { order_id: 'id' };
    expect(await text(orders(ids), { filter: { status: 'created' } })).toBe(`id\n${second.order_id}\n`);
    expect(await text(orders(ids), { filter: { sales_channel: web.body.sales_channel_id } })).toBe(
      `id\n${first.order_id}\n`,
    );
    expect(
      await text(orders(ids, { filter: { created_within_hours: 1 }, order_by: { field: 'order_id', order: 'desc' } })),
    ).toBe(`id\n${second.order_id}\n${first.order_id}\n`);
    await server.pool.query(`update sales_order set created_at = created_at - interval '2 hours' where id = $1`, [
      Number(first.order_id.slice(2)),
    ]);
    expect(await text(orders(ids), { filter: { created_within_hours: 1 } })).toBe(`id\n${second.order_id}\n`);
  });

  it('are filtered by the same hours when a descriptor is downloaded without a job', async () => {
    await server.pool.query(`update sales_order set created_at = now() - interval '2 hours' where id = $1`, [
      Number(first.order_id.slice(2)),
    ]);
    const downloaded = async (filter: object) => {
      const [id] = (await exports.group([orders({ order_id: 'id' }, { filter })])).descriptors;
      return (await server.call<string>(`/data-descriptors/${id}/export`, { key: acme.key })).body;
    };
    expect(await downloaded({ created_within_hours: 1 })).toBe(`id\n${second.order_id}\n`);
    expect(await downloaded({ created_within_hours: 3 })).toBe(`id\n${first.order_id}\n${second.order_id}\n`);
  });

  it('are escaped for spreadsheets, except numbers', async () => {
    expect(
      await text(orders({ 'items.product_name': 'name', 'items.quantity': 'quantity' }), {
        for: 'spreadsheet',
        filter: { status: 'created' },
      }),
    ).toBe("\uFEFFname,quantity\n'=Lamp,1\n");
  });

  it('cannot be imported, have no customer data, and no product filters', async () => {
    const refused = async (fields: object) => {
      const body = {
        name: 'orders',
        direction: 'export',
        format: { type: 'csv' },
        ...orders({ order_id: 'id' }),
        ...fields,
      };
      return (
        await server.call<{ errors: { message: string }[] }>('/data-descriptors', { body, key: acme.key })
      ).body.errors.map(({ message }) => message);
    };
    expect(await refused({ direction: 'import' })).toEqual(['The entity order has no imports.']);
    expect(await refused({ columns: [column('customer_id', 'c')] })).toEqual([
      expect.stringMatching(/^Unknown target customer_id/),
    ]);
    expect((await refused({ filter: { brand: 'x' } }))[0]).toMatch(
      /^The entity order has no filter brand\. It has: status,/,
    );
    expect(await refused({ order_by: { field: 'price' } })).toEqual([
      'Rows of order are ordered by one of order_id, created_at, updated_at.',
    ]);
  });
});
