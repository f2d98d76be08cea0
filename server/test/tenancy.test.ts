import { contract } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { Product as ProductEntity } from '../src/catalog/product.entity.ts';
import { openDatabase } from '../src/database/orm.ts';
import { sql } from '../src/database/sql.ts';
import { visibleRows } from '../src/database/visible-rows.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
it('every endpoint of the contract declares who may call it', () => {
  const routes = Object.values(contract).flatMap(
    (router) => Object.values(router) as { metadata?: { access?: string } }[],
  );
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((route) => !route.metadata?.access)).toEqual([]);
});

it('a unit of work without tenancy reads nothing', async () => {
  const database = await openDatabase(server.environment.DATABASE_URL ?? '', 4, [ProductEntity]);
  const em = database.open(undefined as never);
  await expect(em.find(ProductEntity, {})).rejects.toThrow();
  await expect(visibleRows(em, { table: 'product', select: sql`id`, where: [] })).rejects.toThrow('no tenancy');
  await database.close();
});
