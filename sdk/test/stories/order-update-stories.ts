import { expect } from 'vitest';
import { finished, minute, settled } from './sent-updates.ts';
import { shopOf } from './shop.ts';
import type { StoryApi } from './story-api.ts';

/** A fulfilment system reports an order from packing to return: once, twice, late and wrong. */
export async function updatesTakeAnOrderToItsEnd(api: StoryApi): Promise<void> {
  const { key, order, get, post } = await shopOf(api, 'Update Inc');
  const id = await order(3, 1);
  let sent = 0;
  const tell = async (said: object, at: number) => {
    sent += 1;
    const update = { update_id: `U-${sent}`, order_id: id, ...said, occurred_at: minute(at) };
    const answer = await post('/order-updates', { updates: [update] });
    await finished(api, key, answer.body.updates[0].order_update_id);
    return update;
  };
  const packing = await tell({ status: 'packing', lines: [{ sku: 'A', remark: 'Three bags' }] }, 1);
  await post('/order-updates', { updates: [packing, packing] });
  await post('/order-updates', { updates: [{ ...packing, status: 'ready' }] });
  await tell({ items: [{ sku: 'A', quantity: 1 }], carrier: 'DHL' }, 3);
  await tell({ status: 'cancelled', items: [{ sku: 'A', quantity: 1 }], reason: 'Broken' }, 4);
  const { body } = await get(`/orders/${id}`);
  const [delivery] = body.deliveries;
  await tell({ order_id: undefined, delivery_id: delivery.delivery_id, status: 'shipped', tracking_number: 'T-2' }, 5);
  await tell({ tracking_number: 'T-1', lines: [{ sku: 'B', remark: 'Late', invoice_number: 'I-1' }] }, 2);
  await tell({ tracking_number: 'T-3' }, 6);
  await tell({ status: 'packing' }, 7);
  await tell({ status: 'delivered' }, 8);
  await tell({ status: 'returned', items: [{ sku: 'A', quantity: 3 }] }, 9);
  await tell({ status: 'returned' }, 10);
  await tell({ status: 'returned' }, 11);
  await get(`/orders/${id}`);
  await get(`/orders/${id}/history?limit=100`);
  await get(`/order-updates?order_id=${id}&limit=100`);
  await get('/order-updates?status=parked');
}

/** Updates that cannot be applied are parked; they are applied automatically when possible, retried or dismissed. */
export async function updatesWaitUntilTheyCanBeApplied(api: StoryApi): Promise<void> {
  const { id: partner, key, a, get, post } = await shopOf(api, 'Parked Inc');
  await api.call('PATCH', `/partners/${partner}`, { json: { orders_need_approval: true } });
  const items = [{ product_id: a, quantity: 2 }];
  const { body: order } = await post('/orders', { customer_reference: 'PO 1', items });
  const said = [
    { customer_reference: 'PO 1', status: 'shipped' },
    { customer_reference: 'PO 2', status: 'shipped' },
    { order_id: 'OR99999', status: 'shipped' },
    { customer_reference: 'PO 1', items: [{ sku: 'B', quantity: 1 }] },
    { customer_reference: 'PO 1', status: 'on_the_moon' },
  ].map((one, n) => ({ update_id: `W-${n}`, occurred_at: minute(n), ...one }));
  await post('/order-updates', { updates: said });
  const { body } = await post('/order-updates', { updates: said.slice(0, 4) });
  const ids: string[] = body.updates.map(({ order_update_id }: { order_update_id: string }) => order_update_id);
  for (const one of ids) await finished(api, key, one);
  await post(`/orders/${order.order_id}/transitions`, { to: 'in_progress' });
  await finished(api, key, ids[0] ?? '');
  await post('/orders', { customer_reference: 'PO 2', items });
  await post('/orders', { customer_reference: 'PO 2', items });
  await post(`/order-updates/${ids[1]}/retry`);
  await finished(api, key, ids[1] ?? '');
  await post(`/order-updates/${ids[2]}/dismiss`);
  await post(`/order-updates/${ids[2]}/retry`);
  await post(`/order-updates/${ids[0]}/dismiss`);
  await post('/order-updates/OU99999/retry');
  await get('/order-updates?limit=100');
  const far = { update_id: 'FAR', order_id: order.order_id, status: 'shipped', occurred_at: '2999-01-01T00:00:00Z' };
  await post('/order-updates', { updates: [far] });
}

/** A return arrives before its parcel; afterwards, the order has the same state as in the usual order. */
export async function updatesWaitForAParcel(api: StoryApi): Promise<void> {
  const { key, order, get, post } = await shopOf(api, 'Parcels Inc');
  const order_id = await order(4);
  let sent = 0;
  const tell = async (quantity: number, status: string): Promise<string> => {
    sent += 1;
    const said = { update_id: `P-${sent}`, order_id, status, items: [{ sku: 'A', quantity }] };
    const { body } = await post('/order-updates', { updates: [{ ...said, occurred_at: minute(sent) }] });
    const [{ order_update_id }] = body.updates;
    await finished(api, key, order_update_id);
    return order_update_id;
  };
  await tell(1, 'shipped');
  const early = await tell(2, 'returned');
  await tell(1, 'shipped');
  await finished(api, key, early);
  await get(`/orders/${order_id}`);
  await get(`/orders/${order_id}/history?limit=100`);
}

/** A call tells of an order from its end to its beginning: what was first by its time is applied first. */
export async function updatesOfACallAreAppliedByTheirTimes(api: StoryApi): Promise<void> {
  const { key, order, get, post } = await shopOf(api, 'Backwards Inc');
  const order_id = await order(2);
  const updates = ['delivered', 'shipped', 'packing'].map((status, n) => {
    return { update_id: `B-${n}`, order_id, status, occurred_at: minute(9 - n) };
  });
  const { body } = await post('/order-updates', { updates });
  for (const { order_update_id } of body.updates) {
    expect((await finished(api, key, order_update_id)).body.status).toBe('applied');
  }
  await get(`/orders/${order_id}`);
  await get(`/orders/${order_id}/history?limit=100`);
}

/** A courier pushes its own format, which is mapped, mended and mapped again; its secret is replaced. */
export async function couriersPushWhatTheyHave(api: StoryApi): Promise<void> {
  const { key, a, get, post, patch } = await shopOf(api, 'Courier Inc');
  const { body: order } = await post('/orders', { customer_reference: 'C 1', items: [{ product_id: a, quantity: 1 }] });
  const fields = {
    update_id: 'id',
    customer_reference: 'ref',
    status: 'code',
    tracking_number: 'no',
    occurred_at: 'at',
  };
  const mapping = { each: 'all', fields, statuses: { SENT: 'shipped', SCANNED: null } };
  const { body: feed } = await post('/order-update-feeds', {
    name: 'Courier',
    carrier: 'DHL',
    authentication: 'token',
    mapping,
  });
  const path = `/order-update-feeds/${feed.order_update_feed_id}`;
  const push = (body: unknown, secret: string) =>
    api.post(`${path}/push`, body, { key: null, headers: { 'x-feed-token': secret } });
  const notice = (n: number, code: string, more: object = {}) => ({
    ...{ id: `N-${n}`, ref: 'C 1', code, no: 'T-1', at: minute(n) },
    ...more,
  });
  const ofFeed = (count: number) => settled(api, key, feed.order_update_feed_id, count);
  await push({ all: [notice(1, 'SCANNED'), notice(2, 'SENT')] }, feed.secret);
  await push({ all: [notice(1, 'SCANNED'), notice(2, 'SENT')] }, feed.secret);
  await push({ all: [notice(1, 'SCANNED')] }, 'ofsec_wrong');
  await ofFeed(2);
  await push({ all: [notice(3, 'LOST'), notice(4, 'LOST'), notice(5, 'LOST')] }, feed.secret);
  const [fifth, fourth, third] = await ofFeed(5);
  await post(`/order-updates/${fourth.order_update_id}/dismiss`);
  await patch(path, { mapping: { ...mapping, statuses: { ...mapping.statuses, LOST: 'failed' } } });
  await post(`/order-updates/${third.order_update_id}/retry`);
  await finished(api, key, third.order_update_id);
  await finished(api, key, fifth.order_update_id);
  await ofFeed(5);
  await push({ all: [notice(2, 'SENT', { no: 'T-2' }), { id: 'N-7' }] }, feed.secret);
  const [seventh] = await ofFeed(7);
  await patch(path, { mapping: { fields } });
  await post(`/order-updates/${seventh.order_update_id}/retry`);
  await finished(api, key, seventh.order_update_id);
  await get(`/orders/${order.order_id}`);
  await get(`/orders/${order.order_id}/history?limit=100`);

  const { body: rotated } = await post(`${path}/rotate-secret`);
  await push({ n: 1 }, feed.secret);
  await push({ n: 2 }, rotated.secret);
  await post(`${path}/rotate-secret`, { old_valid_hours: 0 });
  await push({ n: 3 }, rotated.secret);
  await post(`${path}/rotate-secret`, { old_valid_hours: 200 });
  await get(path);
  await get('/order-update-feeds');
  await api.call('DELETE', path, { key });
  await get(path);
}

/** A courier pushes files in the layout of a data descriptor, which is wrong at first; other layouts are tried too. */
export async function couriersPushFiles(api: StoryApi): Promise<void> {
  const { key, a, get, post, patch } = await shopOf(api, 'Files Inc');
  const { key: otherKey } = await shopOf(api, 'Other Files Inc');
  await post('/orders', { customer_reference: 'F 1', items: [{ product_id: a, quantity: 1 }] });
  const column = (target: string, more: object = {}) => ({ target, source: target, ...more });
  const columns = ['update_id', 'customer_reference', 'tracking_number'].map((target) => column(target));
  const time = column('occurred_at', { type: 'date', date_format: 'dd.MM.yyyy HH:mm', timezone: 'Europe/Berlin' });
  const status = (map: object) => [...columns, time, column('status', { map, skip_blank: true })];
  const format = { type: 'csv', delimiter: ';', encoding: 'windows-1252' };
  const layout = { name: 'Notices', entity: 'order_update', format, columns: status({ fährt: 'shipped', da: '' }) };
  const { body: descriptor } = await post('/data-descriptors', layout);
  const own = `/data-descriptors/${descriptor.data_descriptor_id}`;
  const stock = { name: 'Stock', entity: 'availability', format: { type: 'csv' } };
  const stockColumns = [column('sku'), column('availability')];
  const { body: other } = await post('/data-descriptors', { ...stock, columns: stockColumns });

  const feedOf = (more: object) => post('/order-update-feeds', { name: 'Files', authentication: 'token', ...more });
  const mapping = { fields: { order_id: 'order', status: 'status' } };
  await feedOf({});
  await feedOf({ mapping, data_descriptor_id: descriptor.data_descriptor_id });
  await feedOf({ data_descriptor_id: other.data_descriptor_id });
  await feedOf({ data_descriptor_id: 'DD99999' });
  const foreign = { name: 'Foreign', authentication: 'token', data_descriptor_id: descriptor.data_descriptor_id };
  await api.post('/order-update-feeds', foreign, { key: otherKey });
  const { body: feed } = await feedOf({ carrier: 'DHL', data_descriptor_id: descriptor.data_descriptor_id });
  const path = `/order-update-feeds/${feed.order_update_feed_id}`;
  await api.call('DELETE', own, { key });
  await patch(own, { entity: 'availability', columns: stockColumns });

  const push = (text: string, type = 'text/csv', secret = feed.secret) => {
    const body = Uint8Array.from(text, (character) => character.charCodeAt(0));
    return api.call('POST', `${path}/push`, {
      key: null,
      body,
      headers: { 'content-type': type, 'x-feed-token': secret },
    });
  };
  const ofFeed = (count: number) => settled(api, key, feed.order_update_feed_id, count);
  const header = 'update_id;customer_reference;tracking_number;occurred_at;status\n';
  await push(header, 'application/json');
  await push(header, 'text/plain', 'ofsec_wrong');
  const first = `${header}1;F 1;T-1;08.04.2026 14:00;f\u00e4hrt\n2;F 1;T-1;08.04.2026 15:00;da\n3;F 1;T-1;gestern;f\u00e4hrt\n4;F 1;;08.04.2026 16:00;weg\n;F 1;T-9;;f\u00e4hrt\n`;
  await push(first);
  await push(first);
  const parked = await ofFeed(4);
  await push(header);
  await push('');
  await push('a;b\n1;2\n');
  const [unreadable] = await ofFeed(7);
  await patch(own, { columns: status({ fährt: 'shipped', da: '', weg: 'delivered', '*': '' }) });
  await push('ä;b\n1;2\n');
  const [shown] = await ofFeed(8);
  await get(`/order-updates/${shown.order_update_id}`);
  const fourth = parked.find(({ update_id: id }: { update_id: string }) => id.endsWith('.3'));
  await post(`/order-updates/${fourth.order_update_id}/retry`);
  await finished(api, key, fourth.order_update_id);
  await ofFeed(8);
  await patch(path, { mapping, data_descriptor_id: descriptor.data_descriptor_id });
  await patch(path, { data_descriptor_id: other.data_descriptor_id });
  await patch(path, { mapping });
  await post(`/order-updates/${unreadable.order_update_id}/retry`);
  await finished(api, key, unreadable.order_update_id);
  await patch(path, { data_descriptor_id: descriptor.data_descriptor_id });
  await get(path);
  await api.call('DELETE', path, { key });
  await api.call('DELETE', own, { key });
}
