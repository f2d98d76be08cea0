import {
  type DataPreview,
  idNumber,
  type OrderUpdate,
  type Page,
  type ProblemBody,
  type Product,
  type ProductChange,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { counts, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const imports = new Imports(server, acme);
const named = (...targets: string[]) => targets.map((target) => ({ target, source: target }));

describe('order updates in rows', () => {
  const columns = [
    ...named('update_id', 'customer_reference', 'tracking_number', 'sku'),
    { target: 'quantity', source: 'quantity', type: 'integer' },
    { target: 'status', source: 'state', map: { unterwegs: 'shipped', fertig: 'packing' } },
    { target: 'occurred_at', source: 'at', type: 'date', date_format: 'dd.MM.yyyy HH:mm', timezone: 'Europe/Berlin' },
  ];
  const header = 'update_id,customer_reference,tracking_number,sku,quantity,state,at\n';

  it('are received once each, applied later, and each row has its own outcome', async () => {
    const group = await imports.group([{ entity: 'order_update', columns }]);
    const file = `${header}1,R-1,T1,A,2,unterwegs,08.04.2026 14:00\n2,R-2,,,,fertig,08.04.2026 14:00\n3,R-3,,A,x,unterwegs,08.04.2026 14:00\n4,,,,,fertig,08.04.2026 14:00\n2,R-2,,,,fertig,08.04.2026 14:00\n2,R-9,,,,fertig,08.04.2026 14:00\n8,R-8,,,,fertig,\n,R-9,,,,fertig,08.04.2026 14:00\n`;
    const { files, errors } = await imports.run(group.data_group_id, 'updates.csv', file);
    expect(counts(files[0])).toEqual([8, 2, 0, 1, 5]);
    expect(errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [4, 'quantity', 'not_a_number'],
      [5, undefined, 'invalid_value'],
      [7, 'update_id', 'update_id_reused'],
      [8, 'occurred_at', 'required'],
      [9, 'update_id', 'required'],
    ]);
    expect(errors[3]?.message).toBe('occurred_at must not be empty.');
    const shown = await server.call<Page<OrderUpdate>>('/order-updates?update_id=1', { key: acme.key });
    expect(shown.body.items[0]).toMatchObject({ update_id: '1', occurred_at: '2026-04-08T12:00:00.000Z' });
    const again = await imports.run(group.data_group_id, 'updates.csv', file.split('\n').slice(0, 3).join('\n'));
    expect(counts(again.files[0])).toEqual([2, 0, 0, 2, 0]);
  });

  it('are refused if a concurrent call uses their IDs for other content', async () => {
    const group = await imports.group([{ entity: 'order_update', columns }]);
    const held = await holdRows(
      server,
      `insert into order_update (partner_id, update_id, digest, content, occurred_at, status, finished_at)
       values ($1, 'W-1', 'another', '{}', now(), 'ignored', now())`,
      [idNumber(acme.id)],
    );
    const file = `${header}W-1,R-1,T1,,,unterwegs,08.04.2026 14:00\nW-2,R-2,T2,,,unterwegs,08.04.2026 14:00\n`;
    const sent = await imports.send(group.data_group_id, 'updates.csv', file);
    await lockWaiters(server, /insert into order_update/);
    await held.release();
    const { files, errors } = await imports.ended(sent.body.job_id);
    expect(counts(files[0])).toEqual([2, 1, 0, 0, 1]);
    expect(errors.map(({ line, code }) => [line, code])).toEqual([[2, 'update_id_reused']]);
  });
});

describe('`apply` of a column', () => {
  it('writes only to new products, or only to existing ones', async () => {
    const columns = [
      ...named('sku', 'product_name'),
      { target: 'description', source: 'text', apply: 'on_insert' },
      { target: 'brand', source: 'brand', apply: 'on_update' },
      { target: 'price', source: 'price', type: 'decimal', apply: 'on_insert' },
      { target: 'currency', constant: 'EUR', apply: 'on_insert' },
    ];
    const group = await imports.group([{ entity: 'product', columns }]);
    const shown = async (sku: string) => {
      const { body } = await server.call<Page<Product>>(`/products?sku=${sku}`, { key: acme.key });
      const [{ product_name, description, brand, price } = {} as Product] = body.items;
      return [product_name, description, brand, price];
    };
    const header = 'sku,product_name,text,brand,price\n';
    const first = await imports.run(
      group.data_group_id,
      'p.csv',
      `${header}A,One,first,Acme,1\nB,Twice,old,Acme,1\nB,Two,new,Acme,2\n`,
    );
    expect(counts(first.files[0])).toEqual([3, 2, 0, 0, 1]);
    expect(await shown('A')).toEqual(['One', 'first', null, 1]);
    expect(await shown('B')).toEqual(['Two', 'new', null, 2]);
    const second = await imports.run(
      group.data_group_id,
      'p.csv',
      `${header}A,One,second,Acme,5\nB,Two,x,,9\nC,Three,third,Acme,3\n`,
    );
    expect(counts(second.files[0])).toEqual([3, 1, 1, 1, 0]);
    expect(await shown('A')).toEqual(['One', 'first', 'Acme', 1]);
    expect(await shown('B')).toEqual(['Two', 'new', null, 2]);
    expect(await shown('C')).toEqual(['Three', 'third', null, 3]);
  });

  it('is refused if not applicable', async () => {
    const refused = async (entity: string, columns: object[]) => {
      const body = { name: 'x', entity, format: { type: 'csv' }, columns };
      const answer = await server.call<ProblemBody>('/data-descriptors', { body, key: acme.key });
      return [answer.status, answer.body.errors?.map(({ message }) => message)];
    };
    const on = (target: string, apply: string) => ({ target, source: target, apply });
    expect(
      await refused('product', [on('sku', 'on_insert'), on('product_name', 'on_update'), on('price', 'on_insert')]),
    ).toEqual([
      422,
      [
        'The SKU identifies the product: remove apply.',
        'A new product needs product_name.',
        'price and currency are written together: give both columns the same apply.',
      ],
    ]);
    const lookup = { entity: 'category', by: 'path' };
    expect(
      await refused('availability', [{ target: 'sku', source: 'sku', lookup }, on('availability', 'on_insert')]),
    ).toEqual([
      422,
      [
        'A lookup of entity category goes by code, name, category_id.',
        'apply goes with the entity product, except for its mode delete.',
      ],
    ]);
  });
});

describe('attributes of one product', () => {
  it('are each in its history, however far apart their rows are', async () => {
    const { key } = acme;
    await server.load('sku,product_name\nFAR,One\nFILLER,Two\n', { key, fields: {} });
    const group = await imports.group([{ entity: 'product_attribute', columns: named('sku', 'name', 'value') }]);
    const between = Array.from({ length: 2_000 }, (_, n) => `FILLER,number,${n}`);
    const file = ['sku,name,value', 'FAR,colour,red', ...between, 'FAR,size,XL'].join('\n');
    const { files } = await imports.run(group.data_group_id, 'attributes.csv', file);
    expect(counts(files[0])).toEqual([2_002, 0, 2_002, 0, 0]);

    const { body: found } = await server.call<Page<Product>>('/products?sku=FAR', { key });
    const changed: string[] = [];
    for (let cursor = ''; ; ) {
      const path = `/products/${found.items[0]?.product_id}/history?limit=1${cursor}`;
      const { body } = await server.call<Page<ProductChange>>(path, { key });
      changed.push(...body.items.flatMap(({ fields }) => fields.map(({ field }) => field)));
      if (body.next_cursor === undefined) break;
      cursor = `&cursor=${body.next_cursor}`;
    }
    expect(changed).toEqual(['attributes.size', 'attributes.colour']);
  });
});

describe('a preview', () => {
  it('shows what an import would do with categories and order updates', async () => {
    const preview = async (entity: string, columns: object[], sample: string) => {
      const definition = { name: 'x', entity, format: { type: 'csv' }, columns };
      const { body } = await server.call<DataPreview>('/data-descriptors/preview', {
        body: { definition, sample },
        key: acme.key,
      });
      return body.rows.map(({ outcome, problems }) => [outcome, ...problems.map(({ code }) => code)]);
    };
    const tree = 'code,name,parent_code\nb,B,a\na,A,\nc,C,gone\n';
    expect(await preview('category', named('code', 'name', 'parent_code'), tree)).toEqual([
      ['inserted'],
      ['inserted'],
      ['rejected', 'unknown_category'],
    ]);
    const updates = 'update_id,order_id,status,occurred_at\n77,OR00001,packing,2026-04-08T12:00:00Z\n78,x,,\n';
    expect(await preview('order_update', named('update_id', 'order_id', 'status', 'occurred_at'), updates)).toEqual([
      ['inserted'],
      ['rejected', 'invalid_value'],
    ]);
  });
});
