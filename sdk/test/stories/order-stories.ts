import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

const ALICE = { first_name: 'Alice', last_name: 'Moreau', email: 'alice@example.com', phone: '+1 555 010 0101' };
const ADDRESS = { address_line1: '123 Main Street', city: 'Springfield', state: 'IL', postal_code: '62701' };

/** Customers are shown masked, and can be deleted unless an order refers to them. */
export async function customersAreMasked(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Customers Inc');
  const people: object[] = [
    ALICE,
    { ...ALICE, email: 'a@b.example', phone: '12345' },
    { ...ALICE, email: ' ab@b.example ', phone: '(555) 010.0102' },
    { ...ALICE, email: 'abc.def+tag@b.example', phone: null },
    { first_name: ' José ', last_name: '李', email: 'o-o@b.example' },
  ];
  for (const person of people) {
    const { body } = await api.post('/customers', person, { key });
    await api.get(`/customers/${body.customer_id}`, { key });
    await api.get(`/customers/${body.customer_id}/orders`, { key });
  }
  const { body: alice } = await api.post('/customers', ALICE, { key });
  const addresses: object[] = [
    ADDRESS,
    { ...ADDRESS, address_line1: '12b Elm', postal_code: 'SW1A 1AA', country: 'gb', address_line2: 'Flat 3' },
    { ...ADDRESS, address_line1: 'Elm Street 12', postal_code: '123' },
    { ...ADDRESS, address_line1: '7, Rue', postal_code: '12', address_line2: null },
    { ...ADDRESS, address_line1: '12', postal_code: '1' },
  ];
  for (const address of addresses) {
    const { body } = await api.post(`/customers/${alice.customer_id}/addresses`, address, { key });
    await api.get(`/customers/addresses/${body.address_id}`, { key });
  }
  await api.get('/customers?limit=2', { key });
  await api.get('/customers?partner_name=Customers%20Inc');
  await api.get('/customers?created_to=2020-01-01T00:00:00Z', { key });
  const own = await api.post('/customers', ALICE);
  await api.get(`/customers/${own.body.customer_id}`, { key });
  await api.get('/customers?limit=1');
}

/** Invalid customers and addresses, field by field. */
export async function wrongCustomersAreNamed(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Wrong Customers Inc');
  const people: unknown[] = [
    {},
    { ...ALICE, first_name: '' },
    { ...ALICE, last_name: ' ' },
    { ...ALICE, first_name: 'x'.repeat(101) },
    { ...ALICE, first_name: 'a\tb' },
    { ...ALICE, email: 'nobody' },
    { ...ALICE, email: `${'x'.repeat(320)}@b.example` },
    { ...ALICE, phone: 'call me' },
    { ...ALICE, phone: '1234' },
    { ...ALICE, phone: '1'.repeat(33) },
    { ...ALICE, phone: '' },
    { ...ALICE, age: 7 },
    { ...ALICE, partner_name: 'Wrong Customers Inc' },
    { first_name: 1, last_name: null, email: [] },
  ];
  for (const person of people) await api.post('/customers', person, { key });
  const { body } = await api.post('/customers', ALICE, { key });
  const addresses: unknown[] = [
    {},
    { ...ADDRESS, country: 'USA' },
    { ...ADDRESS, country: '' },
    { ...ADDRESS, address_line1: ' ' },
    { ...ADDRESS, address_line2: '' },
    { ...ADDRESS, postal_code: 'x'.repeat(21) },
    { ...ADDRESS, street: 'Elm' },
  ];
  for (const address of addresses) await api.post(`/customers/${body.customer_id}/addresses`, address, { key });
  await api.post('/customers/7/addresses', ADDRESS, { key });
}

/** Deletion of one, and of several. */
export async function customersAreDeleted(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Deletions Inc');
  await api.load('sku,product_name,price,availability\nG1,Gum,0.10,1\n', { key });
  const product_id = (await api.get('/products', { key })).body.items[0].product_id;
  const people: string[] = [];
  for (let count = 0; count < 4; count += 1)
    people.push((await api.post('/customers', ALICE, { key })).body.customer_id);
  const [first, second, third, fourth] = people;
  const address = await api.post(`/customers/${first}/addresses`, ADDRESS, { key });
  await api.post('/orders', { items: [{ product_id, quantity: 1 }], customer_id: second }, { key });
  expect((await api.call('DELETE', `/customers/${first}`, { key })).status).toBe(204);
  expect((await api.call('DELETE', `/customers/${second}`, { key })).status).toBe(409);
  await api.call('DELETE', `/customers/${first}`, { key });
  await api.get(`/customers/addresses/${address.body.address_id}`, { key });
  const several = { customer_ids: [third, first, second, third, 'CU99999'] };
  await api.call('DELETE', '/customers', { key, json: several });
  for (const wrong of [
    {},
    { customer_ids: [] },
    { customer_ids: ['7', fourth] },
    { customer_ids: Array(101).fill(fourth) },
  ]) {
    await api.call('DELETE', '/customers', { key, json: wrong });
  }
  await api.call('DELETE', '/customers', { key });
  await api.get('/customers', { key });
}

/** An order copies the values of the catalogue exactly. */
export async function ordersCopyTheCatalogue(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Shop Inc');
  const { key: other } = await api.partner('Other Shop Inc');
  await api.load(
    'sku,product_name,price,currency,availability\nQ1,Quill,0.10,USD,1\nQ2,Quilt,19.99,USD,preorder\nQ3,Quartz,1.234,KWD,backorder\nQ4,Query,1500,JPY,1\nQ5,Queue,0,USD,1\n',
    { key },
  );
  const products = (await api.get('/products', { key })).body.items.map(
    (item: { product_id: string }) => item.product_id,
  );
  const [q1, q2, q3, q4, q5] = products;
  const { customer_id } = (await api.post('/customers', ALICE, { key })).body;
  const { address_id: shipping_address_id } = (await api.post(`/customers/${customer_id}/addresses`, ADDRESS, { key }))
    .body;
  const item = (product_id: string, quantity: number) => ({ product_id, quantity });
  const orders: object[] = [
    { items: [item(q1, 3), item(q2, 100), item(q1, 1)] },
    { items: [item(q3, 999_999)], customer_reference: ' PO-1 ' },
    { items: [item(q4, 2)], partner_name: 'shop inc', partner_id: id, customer_id, shipping_address_id },
    { items: [item(q5, 1)], customer_reference: 'PO-1', customer_id },
    { items: Array.from({ length: 500 }, () => item(q1, 1)) },
  ];
  for (const order of orders) {
    const { body } = await api.post('/orders', order, { key });
    await api.get(`/orders/${body.order_id}`, { key });
  }
  const exact = await api.get('/orders?limit=1', { key });
  expect(exact.body.items[0].total_amount).toBe(50);
  await api.load('sku,product_name,price\nQ1,Quill pen,9.99\n', { key });
  for (const query of [
    'limit=2',
    'customer_reference=PO-1',
    `customer_id=${customer_id}`,
    'status=created',
    'created_from=2099-01-01T00:00:00Z',
    'partner_name=Shop%20Inc',
    'partner_name=Nobody',
  ]) {
    const page = await api.get(`/orders?${query}`, { key });
    if (page.body.next_cursor) await api.get(`/orders?${query}&cursor=${page.body.next_cursor}`, { key });
  }
  await api.get(`/customers/${customer_id}/orders`, { key });
  await api.get(`/customers/${customer_id}/orders?limit=1`, { key });
  await api.get(`/customers/${customer_id}/orders`, { key: other });
  await api.get('/orders', { key: other });
  await api.post('/orders', { partner_name: 'Shop Inc', items: [item(q1, 1)] });
  const own = await api.post('/customers', ALICE);
  await api.post('/orders', { partner_id: id, items: [item(q1, 1)], customer_id: own.body.customer_id });
}

/** All problems of an order are reported together. */
export async function wrongOrdersAreRefused(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Refusals Inc');
  const { key: other } = await api.partner('Other Refusals Inc');
  await api.load(
    'sku,product_name,price,currency,availability\nR1,Rug,5,USD,1\nR2,Rod,5,EUR,1\nR3,Rye,5,USD,0\nR4,Rim,,USD,1\nR5,Rat,,,discontinued\nR6,Ray,999999999999,USD,1\nR7,Run,5,USD,\n',
    { key },
  );
  await api.load('sku,product_name,price,availability\nR9,Rook,5,1\n', { key: other });
  const ids = async (of: string) =>
    (await api.get('/products', { key: of })).body.items.map((one: { product_id: string }) => one.product_id);
  const [r1, r2, r3, r4, r5, r6, r7] = await ids(key);
  const [foreign] = await ids(other);
  const mine = (await api.post('/customers', ALICE, { key })).body.customer_id;
  const theirs = (await api.post('/customers', ALICE, { key: other })).body.customer_id;
  const address = (await api.post(`/customers/${mine}/addresses`, ADDRESS, { key })).body.address_id;
  const second = (await api.post('/customers', ALICE, { key })).body.customer_id;
  const item = (product_id: unknown, quantity: unknown = 1) => ({ product_id, quantity });
  const orders: unknown[] = [
    {},
    { items: [] },
    { items: [], partner_name: 'Nobody' },
    { items: 'none' },
    { items: [{}] },
    { items: [item(r1, 0)] },
    { items: [item(r1, 1.5)] },
    { items: [item(r1, '2')] },
    { items: [item(r1, 1_000_001), item('7')] },
    { items: Array.from({ length: 501 }, () => item(r1)) },
    { items: [item(r1)], customer_reference: ' ' },
    { items: [item(r1)], customer_reference: 'x'.repeat(256) },
    { items: [item(r1)], status: 'paid' },
    { items: [{ ...item(r1), price: 1 }] },
    { items: [item(r1)], shipping_address_id: address },
    { items: [item('PR99999')] },
    { items: [item(r3)] },
    { items: [item(r4)] },
    { items: [item(r5)] },
    { items: [item(r7)] },
    { items: [item(r1), item(r2)] },
    { items: [item(foreign)] },
    { items: [item(r6, 2)] },
    { items: [item(r6, 1)] },
    { items: [item(r1)], customer_id: 'CU99999' },
    { items: [item(r1)], customer_id: theirs },
    { items: [item(r1)], customer_id: second, shipping_address_id: address },
    { items: [item(r1)], customer_id: mine, shipping_address_id: 'AD99999' },
    {
      items: [item('PR99999'), item(r3), item(r5), item(r1), item(r2)],
      customer_id: theirs,
      shipping_address_id: address,
    },
  ];
  for (const order of orders) {
    await api.post('/orders', order, { key });
    // The operator names the partner, or the error asks for it.
    await api.post('/orders', { partner_id: id, ...(order as object) });
  }
  await api.post('/orders', { items: [item(r1)] });
  await api.post('/orders', { items: [item(r1)], partner_name: 'Nobody' });
  await api.post('/orders', { items: [item(r1)], partner_id: 'PT99999' });
  await api.post('/orders', { items: [item(r1)], partner_id: id, partner_name: 'Other Refusals Inc' });
  await api.get('/orders', { key });
}
