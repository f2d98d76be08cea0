import { expect, it } from 'vitest';
import { OrderExports } from './support/order-exports.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';

// The share of a worker that one partner's receivers may use.
const server = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'true', WEBHOOK_TIMEOUT_SECONDS: '60' });
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');

/** More requests than a worker sends concurrently. */
const [EXPORTERS, IN_FLIGHT] = [6, 20];

it("leaves room for others when a partner's receivers are slow", async () => {
  const silent = await startReceiver();
  const held: (() => void)[] = [];
  silent.answer = (_, res) => void held.push(() => res.writeHead(204).end());
  const [theirs, operators] = [new OrderExports(server, acme.key), new OrderExports(server)];
  const ids: string[] = [];
  for (let exporter = 0; exporter < EXPORTERS; exporter += 1) {
    await theirs.setFlag(`to_silent_${exporter}`);
    ids.push((await theirs.http(`to_silent_${exporter}`, silent.url)).exporter_id);
    await Promise.all(Array.from({ length: IN_FLIGHT }, () => theirs.order()));
  }
  await silent.first(40);
  const receiver = await startReceiver();
  await operators.setFlag('to_others');
  await operators.http('to_others', receiver.url);
  for (let n = 1; n <= 5; n += 1) {
    await operators.order();
    await receiver.first(n);
  }
  // No waiting request was abandoned.
  for (const id of ids) expect((await theirs.getExporter(id)).failure_count).toBe(0);
  silent.answer = (_, res) => void res.writeHead(204).end();
  for (const answer of held.splice(0)) answer();
  await silent.first(EXPORTERS * IN_FLIGHT);
});
