import { expect, it } from 'vitest';
import { openDatabase } from '../../src/database/orm.ts';
import { Partner } from '../../src/partners/partner.entity.ts';
import { ALL_FEATURES } from '../../src/process/platform.ts';
import { TestCatalogue } from './test-catalogue.ts';

// Catalogues that were stored before attributes had one spelling.
it('changes attributes of an older catalogue to their most common spelling', async () => {
  const catalogue = await TestCatalogue.open();
  const { pool } = catalogue;
  await catalogue.newPartner();
  await catalogue.load('sku,product_name,Color,Größe\nA,One,red,1\nB,Two,blue,\nC,Three,,\nD,Four,white,\n');
  const set = (sku: string, attributes: object) =>
    pool.query('update product set attributes = $2 where sku = $1', [sku, JSON.stringify(attributes)]);
  await set('B', { color: 'blue', GRÖSSE: '2', größe: '3', EXTERNAL_ID: 'e' });
  await set('D', { COLOR: 'black', Color: 'white' });
  await pool.query('drop table attribute_name');
  await pool.query(`delete from migration where name = '20261128130200_attribute_names'`);
  const opened = await openDatabase(pool.options.connectionString ?? '', 2, [Partner], {
    migrations: ALL_FEATURES.flatMap(({ migrations = [] }) => migrations),
  });
  await opened.migrate();
  await opened.close();
  const attributes = Object.values(await catalogue.products()).map((product) => product.attributes);
  expect(attributes).toEqual([
    { Color: 'red', GRÖSSE: '1' },
    { Color: 'blue', GRÖSSE: '2', external_id: 'e' },
    {},
    { Color: 'white' },
  ]);
  const again = await catalogue.load('sku,product_name,COLOR,external_ID\nB,Two,blue,e\n');
  expect(again.result).toMatchObject({ unchanged: 1 });
  await catalogue.close();
});
