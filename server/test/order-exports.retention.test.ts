import type { ExportFlags } from '@commerce-integration/contract';
import { LIMITS } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { bucketKeys } from './support/bucket.ts';
import { maintenanceOf } from './support/maintenance.ts';
import { OrderExports, QUICK_EXPORTS } from './support/order-exports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer(QUICK_EXPORTS);
const { clear } = await maintenanceOf(server);
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const exports = new OrderExports(server, acme.key);

it('deletes the files of exports with their log, and not before', async () => {
  const flags = [{ on: 'order', status: 'in_progress', flag: 'to_file' }];
  await server.call<ExportFlags>('/order-export-flags', { method: 'PUT', body: { flags } });
  await exports.exporter('s3_file', 'to_file', { batch: { max_wait_seconds: 0 } });
  const order = await exports.order();
  const [done] = await exports.all(order, 1);
  const files = async () => (await bucketKeys(server.environment)).filter((key) => key.startsWith('order-exports/'));
  const days = LIMITS.orderExportDays;
  await clear(days * 24 - 1);
  expect(await files()).toEqual([expect.stringContaining(done?.file_name ?? 'no file')]);
  await clear(days * 24 + 1);
  expect(await files()).toEqual([]);
  expect(await exports.list(`order_id=${order.order_id}`)).toEqual([]);
});
