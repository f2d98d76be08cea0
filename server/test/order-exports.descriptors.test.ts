import { createHmac } from 'node:crypto';
import type { DataDescriptor, DataPreview, Order, OrderExport, OrderExporter } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { type DescriptorFields, Imports } from './support/imports.ts';
import { OrderExports, QUICK_EXPORTS } from './support/order-exports.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

// Exporters that use the layout of a data descriptor.
const server = await startTestServer(QUICK_EXPORTS);
const acme = await server.partner('Acme Corp');
const other = await server.partner('Other Corp');
await server.load(
  'sku,product_name,price,currency,availability\nA,Käse,12.50,EUR,in stock\nB,Сыр,3,EUR,in stock\nC,Brot,2,EUR,in stock\n',
  { key: acme.key, fields: {} },
);
const exports = new OrderExports(server, acme.key);
const operator = new OrderExports(server);

const KEYS = { acme: new Imports(server, acme), other: new Imports(server, other) };
const ITEMS = { order_id: 'Auftrag', 'items.sku': 'SKU', 'items.product_name': 'Ware', 'items.quantity': 'Stück' };

/** A descriptor of exports of orders, with a source for each target. */
async function descriptor(
  sources: Record<string, string> = ITEMS,
  { of = 'acme', ...fields }: { of?: keyof typeof KEYS; [field: string]: unknown } = {},
): Promise<string> {
  const columns = Object.entries(sources).map(([target, source]) => ({
    target,
    source,
    ...(/price|total/.test(target) && { type: 'decimal', decimal_separator: ',' }),
  }));
  const described = { entity: 'order', direction: 'export', columns, ...fields } as unknown as DescriptorFields;
  return (await KEYS[of].descriptor(described)).data_descriptor_id;
}

function changeDescriptor(id: string, body: object) {
  return exports.call<DataDescriptor & { code: string; detail: string }>(`/data-descriptors/${id}`, {
    method: 'PATCH',
    body,
  });
}

function deleteDescriptor(id: string) {
  return exports.call<{ code: string; detail: string }>(`/data-descriptors/${id}`, { method: 'DELETE' });
}

/** Creates an exporter. */
function ask(format: string, { by = exports, ...more }: { by?: OrderExports; [field: string]: unknown } = {}) {
  const body = { name: 'x', kind: 's3_file', when: { flag: 'never' }, format, ...more };
  return by.call<OrderExporter & { code: string; detail: string; errors: object[] }>('/order-exporters', { body });
}

async function fileOf(done: OrderExport | undefined): Promise<Buffer> {
  const { file_url } = await exports.get(done?.order_export_id ?? '');
  return Buffer.from(await (await fetch(file_url ?? '')).arrayBuffer());
}

/** The only exporter of the flag, whose files do not wait for more orders. */
async function filesOf(flag: string, format: string, more: object = {}): Promise<OrderExporter> {
  await exports.setFlag(flag);
  await operator.setFlag(flag);
  return exports.exporter('s3_file', flag, { format, batch: { max_wait_seconds: 0 }, ...more });
}

describe('the layout', () => {
  it('can be the CSV that a receiver expects: semicolons, decimal commas, windows-1252', async () => {
    await operator.setFlag('to_csv');
    const receiver = await startReceiver();
    const format = await descriptor(
      {
        order_export_id: 'Export',
        flag: 'Zweck',
        delivery_ids: 'Lieferung',
        ...ITEMS,
        'items.unit_price': 'Preis',
        'items.line_total': 'Summe',
      },
      { format: { type: 'csv', delimiter: ';', encoding: 'windows-1252' } },
    );
    const { secret, ...exporter } = await exports.http('to_csv', receiver.url, { format });
    expect(exporter).toMatchObject({ format, target: { file_name: null } });
    const order = await exports.order('in_progress', ['PR00001', 'PR00003']);
    const [done] = await exports.all(order, 1);
    const [request] = await receiver.first(1);
    const about = `${done?.order_export_id};to_csv;${order.deliveries[0]?.delivery_id};${order.order_id}`;
    const text = `Export;Zweck;Lieferung;Auftrag;SKU;Ware;Stück;Preis;Summe\n${about};A;Käse;2;12,5;25\n${about};C;Brot;2;2;4\n`;
    expect(request?.bytes.toString('latin1')).toBe(text);
    expect(request?.headers).toMatchObject({
      'content-type': 'text/csv; charset=windows-1252',
      'idempotency-key': done?.order_export_id,
    });
    const key = Buffer.from((secret ?? '').replace('whsec_', ''), 'base64');
    const { 'webhook-id': id, 'webhook-timestamp': at } = request?.headers ?? {};
    const signed = createHmac('sha256', key)
      .update(`${id}.${at}.`)
      .update(request?.bytes ?? '');
    expect(request?.headers['webhook-signature']).toBe(`v1,${signed.digest('base64')}`);
    const plain = createHmac('sha256', secret ?? '').update(request?.bytes ?? '');
    expect(request?.headers['x-commerce-signature']).toBe(`sha256=${plain.digest('hex')}`);
  });

  it('can be a workbook, XML or JSON lines as well, with matching file names', async () => {
    const lists = { order_id: 'order/id', 'items.sku': 'lines/line/sku', 'items.quantity': 'lines/line/count' };
    const xml = await descriptor(lists, { format: { type: 'xml', row_path: '/orders/order' } });
    const jsonl = await descriptor(lists, { format: { type: 'jsonl' } });
    const xlsx = await descriptor(ITEMS, { format: { type: 'xlsx' } });
    await filesOf('to_layouts', xml, { priority: 1 });
    await filesOf('to_layouts', jsonl, { priority: 2 });
    const { exporter_id } = await filesOf('to_layouts', xlsx, { priority: 3 });
    const order = await exports.order();
    const all = await exports.all(order, 3);
    const [ofXml, ofLines, ofSheet] = await Promise.all(all.map(fileOf));
    expect(ofXml?.toString()).toContain(
      `<id>${order.order_id}</id>\n    </order>\n    <lines>\n      <line>\n        <sku>A</sku>\n        <count>2</count>\n`,
    );
    expect(JSON.parse(ofLines?.toString() ?? '')).toEqual({
      order: { id: order.order_id },
      lines: { line: [{ sku: 'A', count: '2' }] },
    });
    const columns = [
      { target: 'sku', source: 'SKU' },
      { target: 'attributes.name', source: 'Ware' },
      { target: 'product_name', source: 'Auftrag' },
    ];
    const definition = { name: 'read', entity: 'product', format: { type: 'xlsx' }, columns };
    const read = await exports.call<DataPreview>('/data-descriptors/preview', {
      body: { definition, sample_base64: ofSheet?.toString('base64') },
    });
    expect(read.body.rows.map(({ values }) => values)).toEqual([
      { sku: 'A', 'attributes.name': 'Käse', product_name: order.order_id },
    ]);
    expect(all.map(({ file_name }) => file_name?.replace(/^.*-000001/, ''))).toEqual(['.xml', '.jsonl', '.xlsx']);
    const shown = await exports.getExporter(exporter_id);
    expect(shown).toMatchObject({ format: xlsx, target: { file_name: '{exporter}-{date}-{time}-{number}.xlsx' } });
    expect(
      (await exports.call(`/order-exporters/${exporter_id}`, { method: 'PATCH', body: { format: 'csv' } })).body,
    ).toMatchObject({ format: 'csv', target: { file_name: '{exporter}-{date}-{time}-{number}.csv' } });
  });

  it('has only exported data: no items of blocked deliveries, and no filter of its own', async () => {
    await operator.setFlag('to_part');
    const format = await descriptor({ ...ITEMS, 'items.line_total': 'Summe' }, { filter: { status: 'cancelled' } });
    await exports.exporter('s3_file', 'to_part', { format, batch: { max_wait_seconds: 0 }, enabled: false });
    const order = await exports.order('in_progress', ['PR00001', 'PR00003']);
    const [cheese, bread] = order.items.map(({ order_item_id }) => order_item_id);
    const split = await exports.post(order, 'deliveries', {
      items: [
        { order_item_id: cheese, quantity: 1 },
        { order_item_id: bread, quantity: 2 },
      ],
    });
    const made = split.deliveries.find(({ items }) => items.some(({ order_item_id }) => order_item_id === bread));
    const [exporter] = (await exports.call<{ items: OrderExporter[] }>('/order-exporters?flag=to_part')).body.items;
    await exports.call(`/deliveries/${made?.delivery_id}`, { method: 'PATCH', body: { block_export: true } });
    const path = `/order-exporters/${exporter?.exporter_id}`;
    await exports.call(path, { method: 'PATCH', body: { enabled: true } });
    const [done] = await exports.all(order, 1);
    expect((await fileOf(done)).toString()).toBe(`Auftrag,SKU,Ware,Stück,Summe\n${order.order_id},A,Käse,1,"12,5"\n`);
  });
});

describe('refuses', () => {
  it('unsuitable descriptors, on creation and on change', async () => {
    const prices = await KEYS.acme.descriptor({
      entity: 'price',
      columns: ['sku', 'price', 'currency'].map((name) => ({ target: name, source: name })),
    });
    const workbook = await descriptor(ITEMS, { format: { type: 'xlsx' } });
    const fixed = await descriptor(ITEMS, {
      columns: [
        { target: 'order_id', source: 'Auftrag' },
        { target: 'currency', constant: 'EUR' },
      ],
    });
    const good = await ask(await descriptor());
    const http = { kind: 'http', target: { url: 'http://127.0.0.1:9999/x' } };
    const sent = await ask(await descriptor(), http);
    expect([good.status, sent.status]).toEqual([201, 201]);
    const asked = async (format: string, more: { kind?: string } = {}) => {
      const created = await ask(format, more);
      const path = `/order-exporters/${(more.kind === 'http' ? sent : good).body.exporter_id}`;
      const changed = await exports.call<typeof created.body>(path, { method: 'PATCH', body: { format } });
      expect([changed.status, changed.body.detail]).toEqual([created.status, created.body.detail]);
      return created;
    };
    const answers = [
      await asked(prices.data_descriptor_id),
      await asked(workbook, http),
      await asked(fixed),
      await asked('yaml'),
    ];
    expect(answers.map(({ status, body }) => [status, body.code, body.detail])).toEqual([
      [422, 'validation_failed', expect.stringMatching(/has the entity price: exporters need a descriptor with/)],
      [
        422,
        'validation_failed',
        expect.stringMatching(/describes XLSX files, which only exporters of the kind s3_file/),
      ],
      [422, 'validation_failed', expect.stringMatching(/has a constant for currency, which excludes orders with/)],
      [422, 'validation_failed', expect.stringMatching(/Allowed values: json, .* and the ID of a data descriptor/)],
    ]);
    expect(answers[0]?.body.errors).toEqual([{ path: 'format', code: 'invalid', message: answers[0]?.body.detail }]);
    expect((await exports.getExporter(good.body.exporter_id)).format).toBe(good.body.format);
  });

  it('descriptors of others: for a partner, for the operator, and for exporters of all partners', async () => {
    const foreign = await descriptor(ITEMS, { of: 'other' });
    const unknown = await ask('DD99999');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not_found']);
    const own = await ask(foreign);
    expect([own.status, own.body.detail.replace(foreign, 'DD99999')]).toEqual([404, unknown.body.detail]);
    const named = await ask(foreign, { by: operator, when: { flag: 'never', partner_id: acme.id } });
    expect([named.status, named.body.code]).toEqual([404, 'not_found']);
    const mine = await descriptor();
    const ofAll = await ask(mine, { by: operator });
    expect([ofAll.status, ofAll.body.detail]).toEqual([
      422,
      expect.stringMatching(/^A data descriptor belongs to one partner.*set when\.partner_id\.$/),
    ]);
    const good = await ask(mine, { by: operator, when: { flag: 'never', partner_id: acme.id } });
    expect([good.status, good.body.format]).toEqual([201, mine]);
    const kind = await ask(mine, { kind: 'event' });
    expect([kind.status, kind.body.detail]).toEqual([422, 'An exporter of the kind event cannot have format.']);
  });

  it('breaking changes and the deletion of a descriptor while it is used', async () => {
    const id = await descriptor();
    const exporter = await ask(id);
    const entity = await changeDescriptor(id, {
      entity: 'category',
      columns: ['code', 'name'].map((name) => ({ target: name, source: name })),
    });
    expect([entity.status, entity.body.code, entity.body.detail]).toEqual([
      409,
      'conflict',
      `Order exporter ${exporter.body.exporter_id} could not write after this change. Data descriptor ${id} has the entity category: exporters need a descriptor with the entity order.`,
    ]);
    const used = await deleteDescriptor(id);
    expect([used.status, used.body.code, used.body.detail]).toEqual([
      409,
      'conflict',
      `Order exporter ${exporter.body.exporter_id} writes by data descriptor ${id}: give the exporter another format first.`,
    ]);
    await exports.call(`/order-exporters/${exporter.body.exporter_id}`, { method: 'PATCH', body: { format: 'csv' } });
    expect((await deleteDescriptor(id)).status).toBe(204);
    expect((await exports.getExporter(exporter.body.exporter_id)).format).toBe('csv');
  });

  it('a concurrently deleted descriptor', async () => {
    const id = await descriptor();
    const held = await holdRows(server, 'delete from data_descriptor where id = $1', [Number(id.slice(2))]);
    const asking = ask(id);
    await lockWaiters(server, /data_descriptor/);
    await held.release();
    expect((await asking).status).toBe(404);
  });
});

describe('follows a change of its descriptor', () => {
  it('for new and refused requests; other retries stay the same', async () => {
    await operator.setFlag('to_versions');
    const receiver = await startReceiver();
    const codes = [500, 204, 400, 204];
    const answers: (() => void)[] = [];
    receiver.answer = (_, res) => {
      const code = codes[answers.length] ?? 204;
      answers.push(() => void res.writeHead(code).end());
    };
    const answer = async (count: number) => {
      await until(async () => answers.length === count);
      answers[count - 1]?.();
    };
    const id = await descriptor({ order_id: 'one' });
    await exports.http('to_versions', receiver.url, { format: id });
    const first = await exports.order();
    await receiver.first(1);
    await changeDescriptor(id, { columns: [{ target: 'order_id', source: 'two' }] });
    // Same bytes and same key, because the receiver did not respond.
    await answer(1);
    await answer(2);
    await exports.all(first, 1);
    const second = await exports.order();
    await receiver.first(3);
    await changeDescriptor(id, { columns: [{ target: 'order_id', source: 'three' }] });
    await answer(3);
    await answer(4);
    await exports.all(second, 1);
    expect(receiver.received.map(({ text }) => text)).toEqual([
      `one\n${first.order_id}\n`,
      `one\n${first.order_id}\n`,
      `two\n${second.order_id}\n`,
      `three\n${second.order_id}\n`,
    ]);
    expect(new Set(receiver.values('idempotency-key')).size).toBe(2);
  });

  it('in the extension of its files, unless that was chosen', async () => {
    const id = await descriptor({ order_id: 'id' });
    const named = await ask(id, { target: { file_name: 'orders-{number}.txt' } });
    const automatic = await ask(id);
    expect((await changeDescriptor(id, { format: { type: 'jsonl' } })).status).toBe(200);
    const name = async ({ body }: typeof named) => (await exports.getExporter(body.exporter_id)).target.file_name;
    expect(await name(automatic)).toBe('{exporter}-{date}-{time}-{number}.jsonl');
    expect(await name(named)).toBe('orders-{number}.txt');
  });
});

describe('an order with a text that the encoding lacks', () => {
  it('fails alone, and is written once the descriptor is corrected', async () => {
    const id = await descriptor(ITEMS, { format: { type: 'csv', encoding: 'windows-1252' } });
    const { exporter_id } = await filesOf('to_encode', id, {
      batch: { max_orders: 3, max_wait_seconds: 3_600 },
      retry: { attempts: 9, first_delay_seconds: 1, max_delay_seconds: 1 },
    });
    const orders: Order[] = [];
    for (const products of [['PR00001'], ['PR00002'], ['PR00003']]) {
      orders.push(await exports.order('in_progress', products));
    }
    const [cheese, cyrillic, bread] = orders as [Order, Order, Order];
    const [failed] = await exports.all(cyrillic, 1, 'failed');
    const error = `Order ${cyrillic.order_id} cannot be written: windows-1252 does not have all of the characters. Give data descriptor ${id} another encoding, such as utf-8.`;
    expect(failed).toMatchObject({ error, next_attempt_at: expect.any(String) });
    const exporter = await exports.getExporter(exporter_id);
    expect([exporter.last_error, exporter.failure_count > 0]).toEqual([error, true]);
    // The others wait for a full file again, and one more order completes it.
    const late = await exports.order('in_progress', ['PR00001']);
    const done = [];
    for (const order of [cheese, bread, late]) done.push((await exports.all(order, 1))[0]);
    expect((await changeDescriptor(id, { format: { type: 'csv', encoding: 'utf-8' } })).status).toBe(200);
    const [corrected] = await exports.all(cyrillic, 1);
    expect((await fileOf(corrected)).toString()).toBe(`Auftrag,SKU,Ware,Stück\n${cyrillic.order_id},B,Сыр,2\n`);
    const { attempts } = await exports.get(done[0]?.order_export_id ?? '');
    expect(attempts).toMatchObject([{ error, orders: 3, request_digest: null }, { error: null }]);
  });
});
