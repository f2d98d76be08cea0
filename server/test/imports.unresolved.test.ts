import type { Category, Page, PriceInForce, Product, SalesChannel } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { counts, type DescriptorFields, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const globex = await server.partner('Globex Corporation');
const imports = new Imports(server, acme);

/** A descriptor whose columns are named after their targets. */
function described(
  entity: DescriptorFields['entity'],
  targets: string[],
  { lookups = {}, ...fields }: { mode?: string; lookups?: Record<string, object> } = {},
): DescriptorFields {
  const columns = targets.map((target) => {
    const lookup = lookups[target];
    const type = target === 'price' ? 'decimal' : 'string';
    return { target, source: target, type, ...(lookup ? { lookup } : {}) };
  });
  return { entity, file_name_pattern: `${entity}*.csv`, columns, ...fields };
}
const CATEGORIES = { ...described('category', ['code', 'name', 'parent_code']), file_name_pattern: 'category*.csv' };
const PRODUCTS = { ...described('product', ['sku', 'product_name', 'category']), file_name_pattern: 'product.csv' };
const ATTRIBUTES = described('product_attribute', ['sku', 'name', 'value']);
const STOCK = described('availability', ['sku', 'availability']);
const PRICES = described('price', ['sku', 'price', 'currency']);

const categories = async (key = acme.key) =>
  (await server.call<Page<Category>>('/categories?limit=100', { key })).body.items;
const product = async (sku: string, key = acme.key) =>
  (await server.call<Page<Product>>(`/products?sku=${sku}`, { key })).body.items[0];
const rows = (header: string, ...lines: string[]) => `${[header, ...lines].join('\n')}\n`;

describe('the category tree', () => {
  it('is imported with parents anywhere in the file, shown, moved, and removed', async () => {
    const group = await imports.group([CATEGORIES]);
    const file = rows('code,name,parent_code', 'desk,Desk lamps,table', 'table,Table lamps,light', 'light,Lighting,');
    const first = await imports.run(group.data_group_id, 'category.csv', file);
    expect(counts(first.files[0])).toEqual([3, 3, 0, 0, 0]);
    const shown = await categories();
    expect(shown.map(({ code, name, parent_code }) => [code, name, parent_code])).toEqual(
      expect.arrayContaining([
        ['desk', 'Desk lamps', 'table'],
        ['table', 'Table lamps', 'light'],
        ['light', 'Lighting', null],
      ]),
    );
    const [desk] = (await server.call<Page<Category>>('/categories?parent_code=table', { key: acme.key })).body.items;
    expect(desk).toMatchObject({ code: 'desk', parent_code: 'table' });
    const one = await server.call<Category>(`/categories/${desk?.category_id}`, { key: acme.key });
    expect(one.body).toEqual(desk);
    expect((await server.call(`/categories/${desk?.category_id}`, { key: globex.key })).status).toBe(404);
    expect(await categories(globex.key)).toEqual([]);

    const changed = rows('code,name,parent_code', 'desk,Desks,light', 'light,Lighting,table', 'x,X,gone', 'table,,');
    const second = await imports.run(group.data_group_id, 'category.csv', changed);
    expect(counts(second.files[0])).toEqual([4, 0, 1, 0, 3]);
    expect(second.errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 'parent_code', 'category_cycle'],
      [4, 'parent_code', 'unknown_category'],
      [5, 'name', 'required'],
    ]);
    const removal = await imports.group([described('category', ['code'], { mode: 'delete' })]);
    const removed = await imports.run(removal.data_group_id, 'category.csv', rows('code', 'light', 'desk', 'nope'));
    expect(counts(removed.files[0])).toEqual([3, 0, 1, 0, 2]);
    expect(removed.errors.map(({ line, code }) => [line, code])).toEqual([
      [2, 'has_children'],
      [4, 'unknown_category'],
    ]);
  });
});

describe('rows with references to missing objects', () => {
  it('are imported once later files have created those, whatever the order of the descriptors', async () => {
    const group = await imports.group([PRICES, STOCK, ATTRIBUTES, PRODUCTS, CATEGORIES]);
    const { job, files, errors } = await imports.runZip(group.data_group_id, [
      { name: 'category-1.csv', content: rows('code,name,parent_code', 'c1,Chairs,furniture', 'c2,Lamps,never') },
      { name: 'category-2.csv', content: rows('code,name,parent_code', 'furniture,Furniture,') },
      { name: 'product.csv', content: rows('sku,product_name,category', 'U1,One,c1', 'U2,Two,c1') },
      { name: 'product_attribute.csv', content: rows('sku,name,value', 'U1,Color,red', 'U9,Color,red') },
      { name: 'availability.csv', content: rows('sku,availability', 'U1,in stock', 'U2,in stock') },
      { name: 'price.csv', content: rows('sku,price,currency', 'U1,7.50,EUR', 'U2,1.005,EUR', 'U9,1,EUR', 'U2,5,EUR') },
    ]);
    expect(job.status).toBe('completed');
    expect(files.map((file) => [file.file_name, file.status, ...counts(file)])).toEqual([
      ['price.csv', 'completed', 4, 0, 2, 0, 2],
      ['availability.csv', 'completed', 2, 0, 2, 0, 0],
      ['product_attribute.csv', 'completed', 2, 0, 1, 0, 1],
      ['product.csv', 'completed', 2, 2, 0, 0, 0],
      ['category-1.csv', 'completed', 2, 1, 0, 0, 1],
      ['category-2.csv', 'completed', 1, 1, 0, 0, 0],
    ]);
    expect(errors.map(({ file_name, line, code }) => [file_name, line, code])).toEqual([
      ['price.csv', 3, 'invalid_value'],
      ['price.csv', 4, 'unknown_product'],
      ['product_attribute.csv', 3, 'unknown_product'],
      ['category-1.csv', 3, 'unknown_category'],
    ]);
    const one = await product('U1');
    expect(one).toMatchObject({ category: 'c1', availability: 'in_stock', attributes: { Color: 'red' } });
    const price = await server.call<PriceInForce>(`/products/${one?.product_id}/prices`, { key: acme.key });
    expect(price.body).toMatchObject({ price: 7.5, source: 'base_list' });
    expect((await server.pool.query('select from data_import_unresolved')).rowCount).toBe(0);
  });

  it('postpone the whole file if on_error would roll it back', async () => {
    const group = await imports.group([STOCK, PRODUCTS], { on_error: 'stop_group' });
    const stock = (sku: string) => ({
      name: 'availability.csv',
      content: rows('sku,availability', 'V1,no', `${sku},no`),
    });
    const products = { name: 'product.csv', content: rows('sku,product_name,category', 'V1,One,', 'V2,Two,') };
    const good = await imports.runZip(group.data_group_id, [stock('V2'), products]);
    expect(good.job.status).toBe('completed');
    expect(good.files.map((file) => [file.status, ...counts(file)])).toEqual([
      ['completed', 2, 0, 2, 0, 0],
      ['completed', 2, 2, 0, 0, 0],
    ]);
    expect(good.errors).toEqual([]);
    const bad = await imports.runZip(group.data_group_id, [stock('V9'), products]);
    expect(bad.job).toMatchObject({ status: 'failed' });
    expect(bad.job.error).toContain('availability.csv was not imported, and on_error is stop_group.');
    expect(bad.files.map((file) => [file.status, ...counts(file)])).toEqual([
      ['failed', 0, 0, 0, 0, 0],
      ['completed', 2, 0, 0, 2, 0],
    ]);
    expect(bad.errors.map(({ line, sku }) => [line, sku])).toEqual([[3, 'V9']]);
  });
});

describe('nested rows with references to missing objects', () => {
  const lookup = { entity: 'category', by: 'name' };
  const WITHIN: DescriptorFields = {
    entity: 'product',
    file_name_pattern: 'product.csv',
    columns: [
      ...['sku', 'product_name'].map((name) => ({ target: name, source: name })),
      {
        target: 'children.attributes',
        source: 'attributes',
        children: {
          entity: 'product_attribute',
          row_delimiter: '|',
          value_delimiter: ':',
          columns: [
            { target: 'name', source: '#1' },
            { target: 'value', source: '#2', lookup },
          ],
        },
      },
    ],
  };

  it('are retried alone: their siblings are neither counted nor reported twice', async () => {
    const first = await imports.group([CATEGORIES]);
    await imports.run(first.data_group_id, 'category.csv', rows('code,name,parent_code', 'kl,Lamp,', 'ks,Sofa,'));
    const group = await imports.group([WITHIN, CATEGORIES]);
    const { job, files, errors } = await imports.runZip(group.data_group_id, [
      {
        name: 'product.csv',
        content: rows(
          'sku,product_name,attributes',
          'I1,One,K1:Lamp|K2:Sofa|K3:Chair',
          'I2,Two,:Lamp|K2:Chair|K3:Never|K4:Sofa',
          'I3,Three,K1:Lamp',
        ),
      },
      { name: 'category.csv', content: rows('code,name,parent_code', 'kc,Chair,') },
    ]);
    expect(files.map((file) => [file.file_name, file.children, ...counts(file)])).toEqual([
      ['product.csv', undefined, 3, 3, 0, 0, 0],
      ['product.csv', 'attributes', 8, 0, 6, 0, 2],
      ['category.csv', undefined, 1, 1, 0, 0, 0],
    ]);
    expect(job.message).toMatch(/Unchanged: 0\. Skipped: 2\./);
    expect(errors.map(({ file_name, line, code, value }) => [file_name, line, code, value])).toEqual([
      ['product.csv#attributes', 3, 'required', undefined],
      ['product.csv#attributes', 3, 'unknown_category', 'Never'],
    ]);
    expect((await product('I1'))?.attributes).toEqual({ K1: 'kl', K2: 'ks', K3: 'kc' });
    expect((await product('I2'))?.attributes).toEqual({ K2: 'kc', K4: 'ks' });
  });

  it('that are retried and then left out have their own counts', async () => {
    const skipping = structuredClone(WITHIN);
    const [, value] = (skipping.columns[2] as { children: { columns: object[] } }).children.columns;
    Object.assign(value as object, { lookup: { ...lookup, on_unresolved: 'skip_row' } });
    const group = await imports.group([skipping, CATEGORIES]);
    const { files, errors } = await imports.runZip(group.data_group_id, [
      { name: 'product.csv', content: rows('sku,product_name,attributes', 'J1,One,K1:Lamp|K2:Bench|K3:Never') },
      { name: 'category.csv', content: rows('code,name,parent_code', 'kb,Bench,') },
    ]);
    expect([counts(files[1]), errors]).toEqual([[3, 0, 2, 0, 1], []]);
  });
});

describe('a column with a lookup', () => {
  it('has the referenced value, or is rejected, left out or blank', async () => {
    const channel = { name: 'Shop', type: 'WEB_SALES_CHANNEL', external_id: 'web' };
    const { body } = await server.call<SalesChannel>('/sales-channels', { body: channel, key: acme.key });
    await server.call('/sales-channels', { body: { ...channel, name: 'Theirs', external_id: 'x' }, key: globex.key });
    const lookups = {
      category: { entity: 'category', by: 'name' },
      'attributes.see': { entity: 'product', by: 'sku', on_unresolved: 'skip_row' },
      'attributes.shop': { entity: 'sales_channel', by: 'name', on_unresolved: 'null' },
    };
    const group = await imports.group([
      described('product', ['sku', 'product_name', 'category', 'attributes.see', 'attributes.shop'], { lookups }),
      CATEGORIES,
    ]);
    const { files, errors } = await imports.runZip(group.data_group_id, [
      {
        name: 'product.csv',
        content: rows(
          'sku,product_name,category,attributes.see,attributes.shop',
          ...['W1,One,Sofas,W2,Shop', 'W2,Two,,,Theirs', 'W3,Three,Sofas,W99,', 'W4,Four,Nowhere,,', 'W5,Five,Twice,,'],
        ),
      },
      {
        name: 'category.csv',
        content: rows('code,name,parent_code', 'sofa,Sofas,', 't1,Twice,', 't2,Twice,'),
      },
    ]);
    expect(files.map((file) => counts(file))).toEqual([
      [5, 2, 0, 0, 3],
      [3, 3, 0, 0, 0],
    ]);
    expect(errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [5, 'category', 'unknown_category'],
      [6, 'category', 'ambiguous_reference'],
    ]);
    expect(await product('W1')).toMatchObject({
      category: 'sofa',
      attributes: { see: 'W2', shop: body.sales_channel_id },
    });
    expect(await product('W2')).toMatchObject({ category: null, attributes: {} });
    expect(await product('W3')).toBeUndefined();
  });

  it('never finds objects of another partner', async () => {
    const theirs = new Imports(server, globex);
    const lookups = { category: { entity: 'category', by: 'code' } };
    const group = await theirs.group([described('product', ['sku', 'product_name', 'category'], { lookups })]);
    const file = rows('sku,product_name,category', 'X1,One,sofa', 'X2,Two,');
    const { files, errors } = await theirs.run(group.data_group_id, 'product.csv', file);
    expect(counts(files[0])).toEqual([2, 1, 0, 0, 1]);
    expect(errors).toEqual([expect.objectContaining({ line: 2, code: 'unknown_category', value: 'sofa' })]);
  });
});
