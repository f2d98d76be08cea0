import { existsSync, readFileSync } from 'node:fs';
import type { BuiltInDescriptor, DataGroup, DataPreview, Page, Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { counts, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const imports = new Imports(server, acme);

async function groupOf(...descriptors: string[]): Promise<DataGroup> {
  const body = { name: 'group', descriptors };
  const created = await server.call<DataGroup>('/data-groups', { body, key: acme.key });
  expect(created.status).toBe(201);
  return created.body;
}

async function productOf(sku: string): Promise<Product | undefined> {
  const { body } = await server.call<Page<Product>>(`/products?sku=${encodeURIComponent(sku)}`, { key: acme.key });
  return body.items[0];
}

const SHOPIFY =
  'Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Barcode,Image Src,Variant Image\n' +
  "shirt,Shirt,<p>Soft</p>,Acme,Tops,men,Size,S,Color,Red,,,SH-S,200,3,deny,19.90,'0012345678905,https://x/1.jpg,\n" +
  "shirt,,,,,,,M,,Red,,,'000123,200,0,deny,19.90,,https://x/2.jpg,https://x/m.jpg\n" +
  'shirt,,,,,,,L,,,,,,200,-2,continue,21,,,\n' +
  'shirt,,,,,,,,,,,,,,,,,,https://x/3.jpg,\n' +
  'mug,Mug,,,,,Title,Default Title,,,,,,300,-2,deny,5,,https://x/4.jpg,\n';

describe('a Shopify export', () => {
  it('creates a product for each variant, and leaves out image-only rows', async () => {
    const group = await groupOf('builtin:shopify_products');
    const { files, errors } = await imports.run(group.data_group_id, 'products_export_1.csv', SHOPIFY);
    expect([errors, counts(files[0])]).toEqual([[], [5, 4, 0, 0, 1]]);
    const about = { product_name: 'Shirt', description: '<p>Soft</p>', brand: 'Acme', category: 'Tops' };
    expect(await productOf('SH-S')).toMatchObject({
      ...about,
      price: 19.9,
      availability: 'in_stock',
      attributes: {
        variant: 'S / Red',
        tags: 'men',
        barcode: '0012345678905',
        image: 'https://x/1.jpg',
        handle: 'shirt',
      },
    });
    expect(await productOf('000123')).toMatchObject({
      ...about,
      availability: 'out_of_stock',
      attributes: { variant: 'M / Red', image: 'https://x/m.jpg' },
    });
    expect(await productOf('shirt-L')).toMatchObject({ ...about, price: 21, availability: 'in_stock' });
    const mug = await productOf('mug');
    expect(mug).toMatchObject({ product_name: 'Mug', brand: null, availability: 'out_of_stock' });
    expect(mug?.attributes).not.toHaveProperty('variant');
    const again = await imports.run(group.data_group_id, 'products_export_2.csv', SHOPIFY);
    expect(counts(again.files[0])).toEqual([5, 0, 0, 4, 1]);
  });

  it('is previewed with the rows that are left out', async () => {
    const { body } = await server.call<Page<BuiltInDescriptor>>('/data-descriptors/built-in', { key: acme.key });
    const sent = { definition: body.items[1]?.definition, sample: SHOPIFY };
    const shown = await server.call<DataPreview>('/data-descriptors/preview', { body: sent, key: acme.key });
    const outcomes = ['unchanged', 'unchanged', 'unchanged', 'skipped', 'unchanged'];
    expect(shown.body.rows.map(({ outcome }) => outcome)).toEqual(outcomes);
  });

  const REAL = ['../../../shared', '../../../../shared']
    .map((folder) => new URL(`${folder}/data/shopify_apparel.csv`, import.meta.url))
    .filter((file) => existsSync(file));
  it.each(REAL)('of a real shop, if available, is imported unchanged', async (file) => {
    const group = await groupOf('builtin:shopify_products');
    const { files, errors } = await imports.run(group.data_group_id, 'shopify_apparel.csv', readFileSync(file));
    expect([errors, files[0]?.error, counts(files[0])]).toEqual([[], undefined, [22, 22, 0, 0, 0]]);
    const top = { product_name: 'Classic Varsity Top', price: 60, availability: 'in_stock', brand: 'partners-demo' };
    expect(await productOf('classic-varsity-top-Medium')).toMatchObject(top);
    expect(await productOf('ocean-blue-shirt')).toMatchObject({ product_name: 'Ocean Blue Shirt', price: 50 });
  });
});

/** Rows with the cells of some columns. */
function table(columns: string[], rows: Record<string, string>[], delimiter = ','): string {
  const quoted = (cell = '') => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = rows.map((row) => columns.map((name) => quoted(row[name])).join(delimiter));
  return [columns.map(quoted).join(delimiter), ...lines].join('\n');
}

describe('an export of another shop', () => {
  it('of WooCommerce leaves out parents of variations, and uses IDs for missing SKUs', async () => {
    const names =
      'ID,Type,SKU,Name,Published,Short description,Description,In stock?,Stock,Weight (kg),Sale price,Regular price,Categories,Tags,Images,Parent,Attribute 1 name,Attribute 1 value(s)';
    const about = {
      'In stock?': '1',
      Categories: 'Clothing > Hoodies, Sale',
      Images: 'https://x/1.jpg, https://x/2.jpg',
    };
    const file = table(names.split(','), [
      { ID: '45', Type: 'variable', SKU: 'woo-hoodie', Name: 'Hoodie', ...about },
      {
        ID: '46',
        Type: 'simple',
        SKU: 'woo-logo',
        Name: 'Logo',
        'Short description': 'Short',
        ...about,
        'Regular price': '45',
      },
      {
        ID: '79',
        Type: 'variation',
        Name: 'Hoodie - Red',
        'In stock?': 'backorder',
        'Sale price': '42',
        'Regular price': '45.5',
        Parent: 'woo-hoodie',
      },
    ]);
    const group = await groupOf('builtin:woocommerce_products');
    const { files, errors } = await imports.run(group.data_group_id, 'wc-product-export.csv', file);
    expect([errors, files[0]?.error, counts(files[0])]).toEqual([[], undefined, [3, 2, 0, 0, 1]]);
    expect(await productOf('woo-logo')).toMatchObject({
      description: 'Short',
      category: 'Clothing > Hoodies',
      price: 45,
      attributes: { image: 'https://x/1.jpg' },
    });
    const variation = { availability: 'preorder', price: 45.5, attributes: { parent: 'woo-hoodie', sale_price: '42' } };
    expect(await productOf('id:79')).toMatchObject(variation);
  });

  it('for Google Merchant Center has prices with their currency, and names in two spellings', async () => {
    const row = {
      id: 'G1',
      title: 'Lamp "5',
      description: 'Bright, warm',
      price: '15.00 USD',
      availability: 'in_stock',
    };
    const spelled = { ...row, id: 'G2', price: 'EUR 1299.5', availability: 'backorder' };
    for (const [name, space] of ['_', ' '].entries()) {
      const more = {
        [`product${space}type`]: 'Home > Lamps',
        [`image${space}link`]: 'https://x/1.jpg',
        gtin: '0012345678905',
      };
      const columns = [...Object.keys(row), ...Object.keys(more)];
      const lines = [row, spelled].map((one) => Object.values({ ...one, ...more }).join('\t'));
      const group = await groupOf('builtin:google_merchant');
      const { files, errors } = await imports.run(
        group.data_group_id,
        `${name}.tsv`,
        [columns.join('\t'), ...lines].join('\n'),
      );
      expect([errors, files[0]?.error]).toEqual([[], undefined]);
      expect(files[0]).toMatchObject(name === 0 ? { inserted: 2 } : { unchanged: 2 });
    }
    expect(await productOf('G1')).toMatchObject({
      product_name: 'Lamp "5',
      category: 'Home > Lamps',
      price: 15,
      currency: 'USD',
      attributes: { gtin: '0012345678905', image: 'https://x/1.jpg' },
    });
    expect(await productOf('G2')).toMatchObject({ price: 1299.5, currency: 'EUR', availability: 'preorder' });
  });

  it('of Magento leaves out rows of store views, and reads prices with four decimals', async () => {
    const names =
      'sku,store_view_code,attribute_set_code,product_type,categories,name,description,short_description,weight,price,special_price,url_key,base_image,additional_attributes,qty,is_in_stock';
    const row = {
      sku: '24-MB01',
      product_type: 'simple',
      name: 'Joust Bag',
      price: '34.0000',
      is_in_stock: '1',
      weight: '1.0000',
    };
    const file = table(names.split(','), [
      { ...row, categories: 'Default Category/Gear,Default Category/Gear/Bags', short_description: 'A bag' },
      { sku: '24-MB01', store_view_code: 'de', name: 'Joust-Tasche' },
      { ...row, sku: '24-MB02', price: '1299.9500', is_in_stock: '0' },
      { ...row, sku: 'MH01', product_type: 'configurable', price: '' },
    ]);
    const group = await groupOf('builtin:magento_products');
    const { files, errors } = await imports.run(group.data_group_id, 'catalog_product.csv', file);
    expect([errors, files[0]?.error, counts(files[0])]).toEqual([[], undefined, [4, 2, 0, 0, 2]]);
    const bag = { product_name: 'Joust Bag', description: 'A bag', category: 'Default Category/Gear', price: 34 };
    expect(await productOf('24-MB01')).toMatchObject(bag);
    expect(await productOf('24-MB02')).toMatchObject({ price: 1299.95, availability: 'out_of_stock' });
  });

  it('of a feed takes further columns as attributes, and does not change missing fields', async () => {
    const group = await groupOf('builtin:feed');
    const first = 'sku,product_name,price,currency,Fabric,_line\nF1,Lamp,5,EUR,red,7\n';
    const { files, errors } = await imports.run(group.data_group_id, 'feed.csv', first);
    expect([errors, files[0]?.error, counts(files[0])]).toEqual([[], undefined, [1, 1, 0, 0, 0]]);
    await imports.run(group.data_group_id, 'feed.csv', 'Product_Name,SKU,Cut\nLamp 2,F1,XL\n');
    expect(await productOf('F1')).toMatchObject({
      product_name: 'Lamp 2',
      price: 5,
      attributes: { Fabric: 'red', Cut: 'XL' },
    });
    const refused = async (header: string) =>
      (await imports.run(group.data_group_id, 'feed.csv', `${header}\nF1,Lamp,1,2\n`)).files[0]?.error;
    expect(await refused('sku,product_name,size,Size')).toBe('The header contains Size twice.');
    expect(await refused('sku,title,size,x')).toMatch(/^Missing columns: product_name\./);
  });
});

describe('a built-in descriptor', () => {
  it('is copied to the partner once a group uses it, and reused by further groups', async () => {
    const [one, other] = [await groupOf('builtin:feed'), await groupOf('builtin:magento_products', 'builtin:feed')];
    expect(other.descriptors[1]).toBe(one.descriptors[0]);
    const path = `/data-descriptors/${one.descriptors[0]}`;
    await server.call(path, { method: 'PATCH', body: { file_name_pattern: 'x*.csv' }, key: acme.key });
    expect((await groupOf('builtin:feed')).descriptors[0]).not.toBe(one.descriptors[0]);
    const twice = { name: 'x', descriptors: ['builtin:magento_products', other.descriptors[0]] };
    const refused = await server.call<{ detail: string }>('/data-groups', { body: twice, key: acme.key });
    expect([refused.status, refused.body.detail]).toEqual([
      422,
      expect.stringMatching(/is the same data descriptor as builtin:/),
    ]);
    const unknown = { body: { name: 'x', descriptors: ['builtin:shopify'] }, key: acme.key };
    expect((await server.call('/data-groups', unknown)).status).toBe(422);
  });
});
