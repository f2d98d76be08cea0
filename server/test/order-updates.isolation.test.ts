import { expect, it } from 'vitest';
import { OrderUpdates } from './support/order-updates.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Bluebird Books');
for (const partner_name of ['Acme Corp', 'Bluebird Books'])
  await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n', {
    fields: { partner_name },
  });
const updates = new OrderUpdates(server, acme.key);
const ofOther = new OrderUpdates(server, other.key);

/**
 * Makes PostgreSQL refuse, with a code, to apply updates of a partner.
 *
 * @returns the function that ends it
 */
async function refuseApplied(partnerId: string, condition: string, code: string): Promise<() => Promise<unknown>> {
  await server.pool.query(
    `create function refuse_applied() returns trigger language plpgsql as $$
     begin raise exception 'refused by the test' using errcode = '${code}'; end $$`,
  );
  await server.pool.query(
    `create trigger refuse_applied before update on order_update for each row
     when (new.status = 'applied' and new.partner_id = ${Number(partnerId.slice(2))} and ${condition})
     execute function refuse_applied()`,
  );
  return () => server.pool.query('drop trigger refuse_applied on order_update; drop function refuse_applied()');
}

it('a deadlock in the updates of one partner parks nothing, and delays no other partner', async () => {
  const { order_id } = await updates.order([1]);
  const [product] = (await server.products('&partner_name=Bluebird%20Books')) ?? [];
  const body = { items: [{ product_id: product?.product_id, quantity: 1 }] };
  const others = (await server.call<{ order_id: string }>('/orders', { key: other.key, body })).body;
  const allow = await refuseApplied(acme.id, 'true', '40P01');
  const { body: sent } = await updates.send({ order_id, status: 'shipped' });
  const [theirs] = await ofOther.told({ order_id: others.order_id, status: 'shipped' });
  expect(theirs?.status).toBe('applied');
  const ids = sent.updates.map(({ order_update_id }) => order_update_id);
  expect((await updates.get(ids[0] ?? '')).status).toBe('queued');
  await allow();
  expect(await updates.finished(ids)).toMatchObject([{ status: 'applied' }]);
});

it('an update that cannot be stored is parked, and others of its batch are applied', async () => {
  const { order_id } = await updates.order([1]);
  const allow = await refuseApplied(acme.id, `new.update_id = 'BAD'`, '23514');
  const { body } = await updates.send(
    ...Array.from({ length: 9 }, (_, n) => ({
      order_id,
      ...(n === 4 ? { update_id: 'BAD' } : {}),
      lines: [{ sku: 'A', remark: `remark ${n}` }],
    })),
  );
  const all = await updates.finished(body.updates.map(({ order_update_id }) => order_update_id));
  expect(all.map(({ status, code }) => [status, code])).toEqual(
    Array.from({ length: 9 }, (_, n) => (n === 4 ? ['parked', 'internal_error'] : ['applied', null])),
  );
  await allow();
  const id = all[4]?.order_update_id ?? '';
  await server.call(`/order-updates/${id}/retry`, { method: 'POST', key: acme.key });
  await until(async () => (await updates.get(id)).status === 'ignored');
});
