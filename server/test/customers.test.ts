import type { Customer, CustomerAddress, Page, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { ALICE, HOME, makeAddress, makeCustomer } from './support/customers.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const mine = await server.partner('Mine');
const theirs = await server.partner('Theirs');
const events = async (column: string, id: string) =>
  (
    await server.pool.query('select event_type, partner_id, data from event where data->>$1 = $2 order by id', [
      column,
      id,
    ])
  ).rows;

describe('a customer', () => {
  it('is created and read masked', async () => {
    const made = await server.call<Customer>('/customers', { body: ALICE });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      customer_id: expect.stringMatching(/^CU\d{5}$/),
      external_id: null,
      first_name: 'Alice',
      last_name: 'Moreau',
      email_masked: 'al***@example.com',
      phone_masked: '***-***-0101',
      created_at: expect.stringMatching(/Z$/),
      updated_at: made.body.created_at,
    });
    const read = await server.call<Customer>(`/customers/${made.body.customer_id}`);
    expect(read.status).toBe(200);
    expect(read.body).toEqual(made.body);
    expect(await events('customer_id', made.body.customer_id)).toEqual([
      { event_type: 'customer.created', partner_id: null, data: { customer_id: made.body.customer_id } },
    ]);
  });

  it('needs no phone, and several may have the same e-mail address', async () => {
    const one = await makeCustomer(server, { phone: null });
    const { phone: _phone, ...without } = ALICE;
    const two = await server.call<Customer>('/customers', { body: without });
    expect([one.phone_masked, two.body.phone_masked]).toEqual([null, null]);
    expect(two.status).toBe(201);
    expect(two.body.customer_id).not.toBe(one.customer_id);
  });

  it("has the partner's own number, which is unique within the partner", async () => {
    const [one, other] = [await server.partner('Numbers'), await server.partner('Other numbers')];
    const made = await makeCustomer(server, { external_id: ' 40017 ' }, { key: one.key });
    expect(made.external_id).toBe('40017');
    const again = { body: { ...ALICE, external_id: '40017' } };
    expect(await server.call('/customers', { ...again, key: one.key })).toMatchObject({
      status: 409,
      body: { code: 'external_id_taken', errors: [{ path: 'external_id' }] },
    });
    const find = async (key?: string) =>
      (
        await server.call<Page<Customer>>('/customers?external_id=40017', key === undefined ? {} : { key })
      ).body.items.map(({ customer_id }) => customer_id);
    expect((await server.call('/customers', { ...again, key: other.key })).status).toBe(201);
    // The operator's customers have no partner, and are counted together like a partner's.
    expect((await server.call('/customers', again)).status).toBe(201);
    expect((await server.call('/customers', again)).status).toBe(409);
    expect(await find(one.key)).toEqual([made.customer_id]);
    expect(await find()).toHaveLength(3);
    expect((await server.call('/customers', { body: { ...ALICE, external_id: '' } })).status).toBe(422);
  });

  it('keeps its names as sent, but trimmed', async () => {
    const made = await makeCustomer(server, { first_name: ' Zoë 🦊 ', last_name: "O'Brien; drop table customer" });
    expect(made).toMatchObject({ first_name: 'Zoë 🦊', last_name: "O'Brien; drop table customer" });
  });

  it('with errors is refused with every field named', async () => {
    const refused = await server.call('/customers', {
      body: { first_name: ' ', email: 'nobody', phone: 'call me', nickname: 'Al' },
    });
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('validation_failed');
    const paths = new Set(refused.body.errors?.map((error) => error.path));
    expect(paths).toEqual(new Set(['', 'first_name', 'last_name', 'email', 'phone']));
  });

  it.each([
    ['an array', []],
    ['a number for a name', { ...ALICE, first_name: 5 }],
    ['a line break in a name', { ...ALICE, last_name: 'Moreau\nBcc: all' }],
    ['a name that is too long', { ...ALICE, last_name: 'x'.repeat(101) }],
    ['an e-mail address that is too long', { ...ALICE, email: `${'x'.repeat(400)}@example.com` }],
    ['a phone of four digits', { ...ALICE, phone: '1234' }],
    ['an empty phone', { ...ALICE, phone: '' }],
  ])('with %s is a 422', async (_what, body) => {
    expect((await server.call('/customers', { body })).status).toBe(422);
  });

  it('cannot be created from invalid JSON', async () => {
    expect((await server.call('/customers', { body: '{"first_name": "Al' })).status).toBe(400);
    const nul = await server.call('/customers', { body: { ...ALICE, first_name: 'A\u0000B' } });
    expect([nul.status, nul.body.code]).toEqual([400, 'malformed_request']);
    const headers = { 'content-type': 'text/plain' };
    expect((await server.call('/customers', { body: JSON.stringify(ALICE), headers })).status).toBe(415);
  });

  it('is created once for each Idempotency-Key', async () => {
    const call = { body: ALICE, headers: { 'idempotency-key': 'alice' } };
    const first = await server.call<Customer>('/customers', call);
    const second = await server.call<Customer>('/customers', call);
    expect(second.body).toEqual(first.body);
    expect(await events('customer_id', first.body.customer_id)).toHaveLength(1);
    const other = await server.call('/customers', { ...call, body: { ...ALICE, first_name: 'Bob' } });
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  it('that does not exist is a 404 that names it, and an invalid ID a 400', async () => {
    const missing = await server.call('/customers/CU00000');
    expect(missing.body).toMatchObject({ status: 404, code: 'not_found', detail: 'Customer not found: CU00000' });
    expect((await server.call('/customers/12')).status).toBe(400);
    expect((await server.call('/customers/PR00001')).status).toBe(400);
  });
});

describe('an address', () => {
  it('is added to a customer and read masked', async () => {
    const { customer_id } = await makeCustomer(server);
    const made = await server.call<CustomerAddress>(`/customers/${customer_id}/addresses`, {
      body: { ...HOME, address_line2: 'Apartment 9' },
    });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      address_id: expect.stringMatching(/^AD\d{5}$/),
      customer_id,
      address_line1_masked: '123 ***',
      city: 'Springfield',
      state: 'IL',
      postal_code_masked: '***01',
      country: 'US',
      created_at: expect.stringMatching(/Z$/),
    });
    const { address_id } = made.body;
    expect((await server.call(`/customers/addresses/${address_id}`)).body).toEqual(made.body);
    expect(await events('address_id', address_id)).toEqual([
      { event_type: 'customer.address.created', partner_id: null, data: { customer_id, address_id } },
    ]);
  });

  it('is created once for each Idempotency-Key', async () => {
    const { customer_id } = await makeCustomer(server);
    const headers = { 'idempotency-key': 'home' };
    const [first, second] = [
      await makeAddress(server, customer_id, { headers }),
      await makeAddress(server, customer_id, { headers }),
    ];
    expect(second).toEqual(first);
  });

  it.each([
    ['no street', { ...HOME, address_line1: '' }, 'address_line1'],
    ['no postal code', { ...HOME, postal_code: undefined }, 'postal_code'],
    ['a country in words', { ...HOME, country: 'Germany' }, 'country'],
    ['a street of two lines', { ...HOME, address_line1: '123 Main Street\nSpringfield' }, 'address_line1'],
  ])('with %s is refused with the field named', async (_what, body, path) => {
    const { customer_id } = await makeCustomer(server);
    const refused = await server.call(`/customers/${customer_id}/addresses`, { body });
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map((error) => error.path)).toEqual([path]);
  });

  it('of an unknown customer, and an unknown address, are 404', async () => {
    const noCustomer = await server.call('/customers/CU00000/addresses', { body: HOME });
    expect(noCustomer.body).toMatchObject({ status: 404, detail: 'Customer not found: CU00000' });
    const missing = await server.call('/customers/addresses/AD00000');
    expect(missing.body).toMatchObject({ status: 404, code: 'not_found', detail: 'Address not found: AD00000' });
  });
});

describe('the list of customers', () => {
  const list = async (query: string, key?: string) =>
    (await server.call<Page<Customer>>(`/customers${query}`, key ? { key } : {})).body;

  it('has the newest first, page by page', async () => {
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.unshift((await makeCustomer(server)).customer_id);
    const first = await list('?limit=3');
    const second = await list(`?limit=2&cursor=${first.next_cursor}`);
    expect(first.next_cursor).toBe(made[2]);
    expect([...first.items, ...second.items].map((one) => one.customer_id)).toEqual(made);
    expect((await server.call('/customers?cursor=PT00001')).body.code).toBe('invalid_cursor');
    expect((await server.call('/customers?limit=0')).status).toBe(400);
  });

  it('can be filtered by partner and creation time', async () => {
    const { key } = await server.partner('Listed');
    const one = await makeCustomer(server, {}, { key });
    expect((await list('?partner_name=lISTED')).items).toEqual([one]);
    expect((await list('?partner_name=Nobody')).count).toBe(0);
    const from = encodeURIComponent(one.created_at);
    expect((await list(`?created_from=${from}&partner_name=Listed`)).items).toEqual([one]);
    expect((await list(`?created_to=${from}&partner_name=Listed`)).count).toBe(0);
    expect((await server.call('/customers?created_from=yesterday')).status).toBe(400);
  });
});

describe("a partner's customer", async () => {
  const customer = await makeCustomer(server, {}, { key: mine.key });
  const address = await makeAddress(server, customer.customer_id, { key: mine.key });
  const foreign = await makeCustomer(server, {}, { key: theirs.key });
  const foreignAddress = await makeAddress(server, foreign.customer_id, { key: theirs.key });
  const operators = await makeCustomer(server);
  const operatorsAddress = await makeAddress(server, operators.customer_id);

  it('belongs to it, with its addresses and events', async () => {
    const { rows } = await server.pool.query(
      'select c.partner_id, a.partner_id as of_address from customer c join customer_address a on a.customer_id = c.id where c.id = $1',
      [Number(customer.customer_id.slice(2))],
    );
    const number = String(Number(mine.id.slice(2)));
    expect(rows).toEqual([{ partner_id: number, of_address: number }]);
    const recorded = await events('customer_id', customer.customer_id);
    expect(recorded.map((event) => event.partner_id)).toEqual([number, number]);
    expect((await server.call(`/customers/${customer.customer_id}`)).body).toEqual(customer);
    expect((await server.call(`/customers/addresses/${address.address_id}`)).body).toEqual(address);
  });

  it('is all it sees: those of others do not exist for it', async () => {
    for (const other of [foreign, operators]) {
      const path = `/customers/${other.customer_id}`;
      for (const [method, where, body] of [
        ['GET', path, undefined],
        ['DELETE', path, undefined],
        ['POST', `${path}/addresses`, HOME],
      ] as const) {
        const refused = await server.call(where, { method, body, key: mine.key });
        expect(refused.body).toMatchObject({ status: 404, detail: `Customer not found: ${other.customer_id}` });
      }
    }
    for (const { address_id } of [foreignAddress, operatorsAddress]) {
      const refused = await server.call(`/customers/addresses/${address_id}`, { key: mine.key });
      expect(refused.body).toMatchObject({ status: 404, detail: `Address not found: ${address_id}` });
    }
    const customer_ids = [foreign.customer_id, operators.customer_id];
    const deleted = await server.call('/customers', { method: 'DELETE', body: { customer_ids }, key: mine.key });
    expect(deleted.body).toMatchObject({ items: [{ outcome: 'not_found' }, { outcome: 'not_found' }] });
    const listed = await server.call<Page<Customer>>('/customers?limit=100', { key: mine.key });
    expect(listed.body.items).toEqual([customer]);
    const byName = await server.call<Page<Customer>>('/customers?partner_name=Theirs', { key: mine.key });
    expect(byName.body.count).toBe(0);
  });

  it('can also get addresses from the operator', async () => {
    const { address_id } = await makeAddress(server, customer.customer_id);
    expect((await server.call(`/customers/addresses/${address_id}`, { key: mine.key })).status).toBe(200);
  });

  it('requires the customer scopes', async () => {
    const reader = await server.partner('Reader', ['customers:read']);
    const refused = await server.call('/customers', { body: ALICE, key: reader.key });
    expect(refused.body).toMatchObject({ status: 403, detail: 'The API key has no customers:write scope.' });
    const writer = await server.partner('Writer', ['customers:write']);
    expect((await server.call('/customers', { key: writer.key })).status).toBe(403);
    expect((await server.call('/customers', { key: null })).status).toBe(401);
  });

  it('cannot be created while the partner is paused, but read and deleted', async () => {
    const paused = await server.partner('Paused');
    const earlier = await makeCustomer(server, {}, { key: paused.key });
    await server.call(`/partners/${paused.id}`, { method: 'PATCH', body: { status: 'paused' } });
    const path = `/customers/${earlier.customer_id}`;
    for (const [where, body] of [
      ['/customers', ALICE],
      [`${path}/addresses`, HOME],
    ] as const) {
      const refused = await server.call<ProblemBody>(where, { body, key: paused.key });
      expect(refused.body).toMatchObject({ status: 409, code: 'partner_not_active' });
    }
    expect((await server.call(path, { key: paused.key })).status).toBe(200);
    expect((await server.call(path, { key: paused.key, method: 'DELETE' })).status).toBe(204);
  });
});
