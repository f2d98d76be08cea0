import type { Page, Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { counts, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const imports = new Imports(server, await server.partner('Acme Corp'));

const TEXTS = await imports.group([
  {
    entity: 'product',
    format: { type: 'xml', row_path: '/products/product' },
    columns: [
      { target: 'sku', source: '@sku' },
      { target: 'product_name', source: 'name' },
      { target: 'description', source: 'description', optional: true },
      { target: 'brand', source: 'brand', optional: true },
      { target: 'attributes.brand_id', source: 'brand/id', optional: true },
      {
        target: 'children.facts',
        source: 'facts/fact',
        optional: true,
        children: {
          entity: 'product_attribute',
          columns: [
            { target: 'name', source: '@name' },
            { target: 'value', source: '.' },
          ],
        },
      },
    ],
  },
]);

describe('the text of an XML element', () => {
  it('includes the texts of nested elements, except for those with a column', async () => {
    const file = `<products><product sku="A"><name>One</name>
      <description>A <b>big</b>, <b><i>very</i> big</b> bag<![CDATA[ & more]]></description>
      <description>Another</description>
      <brand>Acme<id>17</id></brand>
      <facts><fact name="care">Wash <em>cold</em></fact><fact name="size"><n>5</n><u>cm</u></fact></facts>
    </product></products>`;
    const { files } = await imports.run(TEXTS.data_group_id, 'products.xml', file);
    expect(files.map(counts)).toEqual([
      [1, 1, 0, 0, 0],
      [2, 0, 2, 0, 0],
    ]);
    const { items } = (await server.call<Page<Product>>('/products?sku=A')).body;
    expect(items).toEqual([
      expect.objectContaining({
        description: 'A big, very big bag & more',
        brand: 'Acme',
        attributes: { brand_id: '17', care: 'Wash cold', size: '5cm' },
      }),
    ]);
  });
});

describe('characters that XML does not allow', () => {
  it.each(['utf-8', 'windows-1252'])(
    'become U+FFFD in an export as %s, so that no SKU becomes another',
    async (encoding) => {
      await server.load('sku,product_name\nC1,One\nC1\u0001,Two\n');
      const format = { type: 'xml', row_path: '/products/product', encoding };
      const columns = ['sku', 'product_name'].map((name) => ({ target: name, source: name }));
      const { data_descriptor_id } = await imports.descriptor({ entity: 'product', format, columns });
      const path = `${server.url}/data-descriptors/${data_descriptor_id}/export`;
      const text = await (await fetch(path, { headers: { 'X-API-Key': imports.key } })).text();
      expect(text).toContain('<sku>C1</sku>');
      expect(text).toContain('<sku>C1&#xFFFD;</sku>');
    },
  );
});
