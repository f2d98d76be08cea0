import { describe, expect, it } from 'vitest';
import { Shop } from './support/orders.ts';

const shop = await Shop.open();

async function settings(body: object): Promise<void> {
  const answer = await shop.server.call(`/partners/${shop.partnerId}`, { method: 'PATCH', body });
  expect(answer).toMatchObject({ status: 200, body });
}

describe('a new order', () => {
  it('waits for approval if all orders of the partner do', async () => {
    await settings({ orders_need_approval: true });
    const order = await shop.order(1);
    expect(order).toMatchObject({
      status: 'waiting_approval',
      fulfillment_status: 'unfulfilled',
      allowed_transitions: ['in_progress', 'cancelled'],
    });
    expect(await shop.history(order.order_id)).toMatchObject([
      {
        by: 'system',
        from: 'created',
        to: 'waiting_approval',
        reason: 'All orders of the partner need approval.',
        at: order.created_at,
      },
    ]);
    const approved = await shop.change(order.order_id, 'transitions', { to: 'in_progress', reason: 'Looks good' });
    expect(approved.body).toMatchObject({ status: 'in_progress', deliveries: [{ status: 'pending' }] });
    await settings({ orders_need_approval: false });
    expect((await shop.order(1)).status).toBe('created');
  });

  it("waits for approval if its total is above the partner's limit", async () => {
    await settings({ orders_need_approval_above: 20.2 });
    expect((await shop.order(2)).status).toBe('created');
    const order = await shop.order(2, 1);
    expect(order).toMatchObject({ status: 'waiting_approval', total_amount: 25.2 });
    expect((await shop.history(order.order_id))[0]?.reason).toBe('The total is above 20.2.');
    await settings({ orders_need_approval_above: 0 });
    expect((await shop.order(1)).status).toBe('waiting_approval');
    await settings({ orders_need_approval_above: null });
    expect((await shop.order(500)).status).toBe('created');
  });

  it('is not shipped before it is approved', async () => {
    const { order_id } = await shop.order(1);
    await shop.change(order_id, 'transitions', { to: 'waiting_approval', reason: 'A new customer' });
    expect((await shop.refusal(order_id, 'shipments')).detail).toBe(
      `Order ${order_id} is waiting_approval: it has no delivery to ship.`,
    );
    expect((await shop.change(order_id, 'transitions', { to: 'cancelled' })).body.status).toBe('cancelled');
  });
});

it('refuses an amount that is negative, has too many decimals or is too large', async () => {
  for (const [amount, detail] of [
    [-1, /orders_need_approval_above/],
    [0.00001, /orders_need_approval_above has more than 4 decimals/],
    [1e13, /orders_need_approval_above is too large/],
    ['5', /orders_need_approval_above/],
  ] as const) {
    const body = { orders_need_approval_above: amount };
    const answer = await shop.server.call(`/partners/${shop.partnerId}`, { method: 'PATCH', body });
    expect([amount, answer.status, answer.body.detail]).toEqual([amount, 422, expect.stringMatching(detail)]);
  }
});
