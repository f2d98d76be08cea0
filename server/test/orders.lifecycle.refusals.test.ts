import { randomUUID } from 'node:crypto';
import { LIMITS, type Order } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Shop } from './support/orders.ts';

const shop = await Shop.open();
const other = await shop.neighbour('Other');

/** A quantity of the first item of an order. */
const some = ({ items }: Order, quantity: unknown) => ({
  items: [{ order_item_id: items[0]?.order_item_id, quantity }],
});

describe('a status', () => {
  it('that the table does not allow is refused, with the allowed ones', async () => {
    const { order_id } = await shop.order(1);
    expect(await shop.refusal(order_id, 'transitions', { to: 'completed' })).toMatchObject({
      status: 409,
      code: 'transition_not_allowed',
      detail: `Order ${order_id} is created and cannot become completed. It can become: waiting_approval, in_progress, cancelled.`,
    });
    await shop.change(order_id, 'transitions', { to: 'cancelled' });
    expect((await shop.refusal(order_id, 'transitions', { to: 'in_progress' })).detail).toBe(
      `Order ${order_id} is cancelled and cannot become in_progress. No other status is possible.`,
    );
    expect((await shop.refusal(order_id, 'transitions', { to: 'lost' })).detail).toMatch(
      /^to: Invalid status value\. Allowed values: created, /,
    );
  });

  it('of a delivery is refused before its order is in progress', async () => {
    const order = await shop.order(1);
    const { body } = await shop.change(order.order_id, 'deliveries', some(order, 1));
    const id = body.deliveries[0]?.delivery_id;
    expect((await shop.update(id, { status: 'packing' })).body).toMatchObject({
      code: 'transition_not_allowed',
      detail: `Delivery ${id} is pending and cannot become packing: order ${order.order_id} is created. It can become: allocated, packing, ready, shipped, delivered, failed, cancelled.`,
    });
    expect(await shop.refusal(order.order_id, 'shipments')).toMatchObject({
      detail: `Delivery ${id} cannot be shipped: order ${order.order_id} is created.`,
    });
    expect((await shop.update(id, {})).body).toMatchObject({
      status: 422,
      detail: 'Name at least one field to change.',
    });
  });
});

describe('a quantity', () => {
  it.each(['shipments', 'cancellations', 'returns', 'deliveries'])(
    'that is not a whole number from 1 is refused: %s',
    async (what) => {
      const order = await shop.begun(2);
      for (const quantity of [0, -1, 0.5, '1', null, LIMITS.orderItemQuantity + 1]) {
        expect(await shop.refusal(order.order_id, what, some(order, quantity))).toMatchObject({
          status: 422,
          code: 'validation_failed',
          errors: [{ path: 'items.0.quantity', message: 'quantity must be a whole number from 1 to 1000000.' }],
        });
      }
      expect((await shop.refusal(order.order_id, what, { items: [] })).detail).toBe(
        'items must name at least one order item.',
      );
      expect(await shop.get(order.order_id)).toEqual(order);
    },
  );

  it.each([
    ['shipments', 'shipped with this delivery', 2],
    ['cancellations', 'cancelled', 2],
    ['returns', 'returned', 0],
    ['deliveries', 'put into a new delivery', 2],
  ])('of more than there is is refused, in one line or in several: %s', async (what, done, most) => {
    const order = await shop.begun(2);
    const id = order.items[0]?.order_item_id;
    const detail = `3 of order item ${id} cannot be ${done}: only ${most} can be.`;
    expect(await shop.refusal(order.order_id, what, some(order, 3))).toMatchObject({
      status: 409,
      code: 'quantity_not_available',
      detail,
    });
    const twice = { items: [1, 2].map((quantity) => ({ order_item_id: id, quantity })) };
    expect(await shop.refusal(order.order_id, what, twice)).toMatchObject({ detail });
    expect(await shop.get(order.order_id)).toEqual(order);
  });

  it('of an item is summed up over several lines', async () => {
    const order = await shop.begun(3);
    const id = order.items[0]?.order_item_id;
    const twice = { items: [1, 2].map((quantity) => ({ order_item_id: id, quantity })) };
    const shipped = await shop.change(order.order_id, 'shipments', twice);
    expect(shipped.body).toMatchObject({
      status: 'completed',
      shipments: [{ items: [{ order_item_id: id, quantity: 3 }] }],
    });
  });
});

describe("an object that does not exist, or is another partner's,", () => {
  it('is not found: an order, a delivery, an item', async () => {
    const [mine, theirs] = [await shop.begun(2), await other.begun(2)];
    for (const id of [theirs.order_id, 'OR99999']) {
      for (const what of ['shipments', 'block-export'])
        expect(await shop.refusal(id, what)).toMatchObject({ status: 404, detail: `Order not found: ${id}` });
      expect(await shop.refusal(id, 'transitions', { to: 'cancelled' })).toMatchObject({ status: 404 });
      expect((await shop.call(`/orders/${id}/history`)).status).toBe(404);
    }
    const delivery = theirs.deliveries[0]?.delivery_id;
    for (const id of [delivery, 'DL99999']) {
      const detail = `Delivery ${id} not found.`;
      expect(await shop.call(`/deliveries/${id}`)).toMatchObject({ status: 404, body: { detail } });
      expect(await shop.update(id, { status: 'shipped' })).toMatchObject({ status: 404, body: { detail } });
    }
    for (const what of ['shipments', 'cancellations', 'returns', 'deliveries']) {
      expect(await shop.refusal(mine.order_id, what, some(theirs, 1))).toMatchObject({
        status: 404,
        detail: `Order item ${theirs.items[0]?.order_item_id} is not part of order ${mine.order_id}.`,
      });
    }
    const wrong = await shop.refusal(mine.order_id, 'shipments', { delivery_id: delivery });
    expect(wrong.detail).toBe(`Delivery ${delivery} is not part of order ${mine.order_id}.`);
    expect([await shop.get(mine.order_id), await other.get(theirs.order_id)]).toEqual([mine, theirs]);
  });
});

describe('a parcel', () => {
  it('names its delivery if there are several, none of which can be the default', async () => {
    const order = await shop.begun(2);
    const { body } = await shop.change(order.order_id, 'deliveries', some(order, 1));
    const [first, second] = body.deliveries.map(({ delivery_id }) => delivery_id);
    const message = `Order ${order.order_id} has 2 deliveries that can be shipped: name one of ${first}, ${second}.`;
    expect(await shop.refusal(order.order_id, 'shipments')).toMatchObject({
      status: 422,
      errors: [{ path: 'delivery_id', code: 'required', message }],
    });
    await shop.update(second, { status: 'failed' });
    expect((await shop.refusal(order.order_id, 'shipments', { delivery_id: second })).detail).toBe(
      `Delivery ${second} cannot be shipped: it is failed.`,
    );
    // Only one of the two can be shipped now.
    expect((await shop.change(order.order_id, 'shipments')).body.shipments).toMatchObject([{ delivery_id: first }]);
    expect((await shop.refusal(order.order_id, 'shipments')).detail).toBe(
      `Order ${order.order_id} is partially_shipped: it has no delivery to ship.`,
    );
  });
});

describe('an Idempotency-Key', () => {
  it('ships once, however often it is sent, and is refused for another body', async () => {
    const order = await shop.begun(3);
    const headers = { 'idempotency-key': randomUUID() };
    const sent = await Promise.all(
      [1, 2, 3].map(() => shop.change(order.order_id, 'shipments', some(order, 1), { headers })),
    );
    expect(sent.filter(({ status }) => status === 201)).not.toEqual([]);
    const again = await shop.change(order.order_id, 'shipments', some(order, 1), { headers });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await shop.get(order.order_id)).shipments).toHaveLength(1);
    expect(await shop.refusal(order.order_id, 'shipments', some(order, 2), { headers })).toMatchObject({
      code: 'idempotency_key_reused',
    });
  });
});
