import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { type Customer, type CustomerAddress, formatId } from '@commerce-integration/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { createLogger } from '../src/process/log.ts';
import { startServer } from '../src/process/start-server.ts';
import { adminUrl, withAdmin } from './support/databases.ts';
import { Imports } from './support/imports.ts';
import { type Call, freshEnvironment, TestServer } from './support/server.ts';

// Sends customer data in every way, valid and invalid; then searches for it everywhere that data is stored or shown.

const EMAIL = 'quetzalcoatl.zanzibar@unmistakable.example';
const PHONE = '+44 7911 987 653';
const STREET = 'Wobblethwaite Crescent';
const LINE2 = 'Penthouse Xyzzy';
const POSTAL_CODE = 'QX9 7ZV';
const SECRETS = [EMAIL, 'quetzalcoatl', PHONE, '447911987653', '7911 987', STREET, 'Wobblethwaite', LINE2, POSTAL_CODE];

const customer = { first_name: 'Wilhelmina', last_name: 'Featherstone', email: EMAIL, phone: PHONE };
const address = {
  address_line1: `98765 ${STREET}`,
  address_line2: LINE2,
  city: 'Springfield',
  state: 'IL',
  postal_code: POSTAL_CODE,
};

const environment = await freshEnvironment({ LOG_LEVEL: 'trace' });
let logged = '';
const log = createLogger(
  'trace',
  new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  }),
);
const server = new TestServer(await startServer(readConfig(environment), log), environment);
afterAll(() => server.stop());

const answers: string[] = [];

/** A call whose response is kept for the search. */
async function call<T>(path: string, more?: Call): Promise<T> {
  const { status, headers, body } = await server.call<T>(path, more);
  answers.push(`${path} ${status} ${JSON.stringify([...headers])} ${JSON.stringify(body)}`);
  return body;
}

function found(text: string): string[] {
  return SECRETS.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));
}

async function everyRow(): Promise<string> {
  const tables = await server.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const { rows: all } = await server.pool.query<{ row: string }>(`select t::text as row from ${name} t`);
    rows.push(...all.map(({ row }) => `${name} ${row}`));
  }
  return rows.join('\n');
}

const idempotent = { headers: { 'idempotency-key': 'once' } };
let made: Customer;

beforeAll(async () => {
  const partner = await server.partner('Seller');
  const reader = await server.partner('Reader', ['customers:read']);
  made = await call<Customer>('/customers', { body: customer, ...idempotent });
  await call('/customers', { body: customer, ...idempotent });
  await call('/customers', { body: { ...customer, first_name: 'Another' }, ...idempotent });
  await call('/customers', { body: customer, key: partner.key });
  await call('/customers', { body: customer, key: reader.key });
  await call('/customers', { body: customer, key: 'nobody' });
  const path = `/customers/${made.customer_id}`;
  const home = await call<CustomerAddress>(`${path}/addresses`, { body: address, headers: { 'idempotency-key': 'h' } });
  for (const read of [path, '/customers', `/customers/addresses/${home.address_id}`, '/metrics', '/limits']) {
    await call(read);
  }
  await mistakes(path);
  await anOrder(home);
  await importsOfCustomers(partner);
  await server.call(`/partners/${partner.id}`, { method: 'PATCH', body: { status: 'paused' } });
  await call('/customers', { body: customer, key: partner.key });
  await call(`/customers/${formatId('customer', 2)}`, { method: 'DELETE' });
  await call('/customers', { method: 'DELETE', body: { customer_ids: [made.customer_id] } });
  await failures(path);
});

/** Personal data in wrong fields, and bodies that cannot be parsed. */
async function mistakes(path: string): Promise<void> {
  await call('/customers', { body: { ...customer, email: `${EMAIL} ${PHONE}`, phone: EMAIL, last_name: '' } });
  await call('/customers', { body: { ...customer, first_name: [EMAIL], note: STREET } });
  await call('/customers', { body: JSON.stringify(customer).slice(0, -2) });
  await call('/customers', { body: `{"email": "${EMAIL}", "phone": ${PHONE}}` });
  await call('/customers', { body: JSON.stringify(customer), headers: { 'content-type': 'text/plain' } });
  await call('/customers', { body: { ...customer, last_name: EMAIL.repeat(40_000) } });
  await call(`${path}/addresses`, { body: { ...address, country: STREET, postal_code: STREET.repeat(10) } });
  await call(`${path}/addresses`, { body: { ...address, address_line1: `${STREET}\n${LINE2}`, zip: POSTAL_CODE } });
  await call('/customers/CU99999/addresses', { body: address });
  const sought = encodeURIComponent(EMAIL);
  for (const where of [`/customers/${sought}`, `/customers/addresses/${sought}`, `/customers?email=${sought}`]) {
    const { status, body } = await server.call(where);
    answers.push(`${status} ${JSON.stringify(body)}`);
  }
  await server.call(`/customers?cursor=${sought}`).then(({ body }) => answers.push(JSON.stringify(body)));
  await call('/customers', { method: 'DELETE', body: { customer_ids: [EMAIL] } });
}

/** Files with the values in right and wrong columns, and files that cannot be read. */
async function importsOfCustomers(partner: { key: string }): Promise<void> {
  const imports = new Imports(server, partner);
  const targets = ['external_id', ...Object.keys(customer), ...Object.keys(address)];
  const columns = targets.map((target) => ({ target, source: target }));
  const good = { ...customer, ...address };
  const row = (fields: object) => JSON.stringify({ external_id: 'E-1', ...good, ...fields });
  const lines = [
    row({}),
    row({ email: `${EMAIL} ${PHONE}` }),
    row({ phone: EMAIL }),
    row({ country: STREET, postal_code: STREET.repeat(10) }),
    row({ address_line1: `${STREET}\n${LINE2}` }),
    row({ last_name: '', city: EMAIL }),
    row({ external_id: '', phone: PHONE }),
    `${row({}).slice(0, -2)}`,
    row({ external_id: 'E-2' }),
  ];
  const json = await imports.group([{ entity: 'customer', columns, format: { type: 'jsonl' } }]);
  const told = await imports.run(json.data_group_id, 'customers.jsonl', lines.join('\n'));
  expect([told.files[0]?.inserted, told.errors.length]).toEqual([2, 7]);
  answers.push(JSON.stringify(told));
  const cells = [...Object.values(good)].join(';');
  const csv = await imports.group([{ entity: 'customer', columns, format: { type: 'csv', delimiter: ';' } }]);
  answers.push(JSON.stringify(await imports.run(csv.data_group_id, 'headless.csv', `E-1;${cells}\nE-2;${cells}\n`)));
  const xml = { type: 'xml', row_path: '/a/b' };
  const elements = await imports.group([{ entity: 'customer', columns: columns.slice(0, 2), format: xml }]);
  answers.push(
    JSON.stringify(await imports.run(elements.data_group_id, 'x.xml', `<a><b>${EMAIL}</quetzalcoatl></b></a>`)),
  );
  const stopping = { on_error: 'stop_group' };
  const strict = await imports.group([{ entity: 'customer', columns, format: { type: 'jsonl' } }], stopping);
  answers.push(JSON.stringify(await imports.run(strict.data_group_id, 'customers.jsonl', lines.join('\n'))));
}

async function anOrder({ customer_id, address_id }: CustomerAddress): Promise<void> {
  await server.load('sku,product_name,price,currency,availability\nA,Tote,10.00,USD,in_stock\n');
  const [product] = await server.products();
  const items = [{ product_id: product?.product_id, quantity: 1 }];
  const named = { partner_name: 'Acme Corp', customer_id, shipping_address_id: address_id };
  await call('/orders', { body: { ...named, items } });
  await call('/orders', { body: { ...named, shipping_address_id: EMAIL, items } });
  await call(`/customers/${customer_id}/orders`);
}

/** Statements that the database refuses, and values that were changed in the database. */
async function failures(path: string): Promise<void> {
  await server.pool.query(`alter table customer add constraint refused check (last_name <> 'Refused') not valid`);
  await call('/customers', { body: { ...customer, last_name: 'Refused' } });
  await server.pool.query('alter table customer_address add constraint refused check (city <> $$Refused$$) not valid');
  await call(`${path}/addresses`, { body: { ...address, city: 'Refused' } });
  const other = await call<Customer>('/customers', { body: customer });
  await server.pool.query('update customer set email = (select email from customer where id = $1) where id = $2', [
    Number(made.customer_id.slice(2)),
    Number(other.customer_id.slice(2)),
  ]);
  await call(`/customers/${other.customer_id}`);
}

describe("a customer's e-mail, phone, street and postal code", () => {
  it('are in no row of any table of the database', async () => {
    const rows = await everyRow();
    // Verifies that the search finds values that are stored in clear text.
    expect(rows).toContain('Wilhelmina');
    expect(rows).toMatch(/public\.customer_address \(\d+,/);
    expect(rows).toMatch(/idempotency_key/);
    expect(found(rows)).toEqual([]);
  });

  it('cannot be guessed from the stored data of repeated calls', async () => {
    const { rows } = await server.pool.query<{ fingerprint: string }>('select fingerprint from idempotency_key');
    expect(rows.length).toBeGreaterThanOrEqual(2);
    const guess = createHash('sha256')
      .update(JSON.stringify(['POST /customers', customer]))
      .digest('hex');
    expect(rows.map(({ fingerprint }) => fingerprint)).not.toContain(guess);
  });

  it('are in no event', async () => {
    const { rows } = await server.pool.query<{ event_type: string; data: object }>(
      `select event_type, data from event where event_type like 'customer.%'`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(7);
    for (const { event_type, data } of rows) {
      const fields = event_type === 'customer.created' ? ['customer_id'] : ['address_id', 'customer_id'];
      expect(Object.keys(data).toSorted()).toEqual(fields);
    }
  });

  it('are in no response, successful or not', () => {
    const text = answers.join('\n');
    for (const status of [200, 201, 400, 401, 403, 404, 409, 413, 415, 422, 500]) expect(text).toContain(` ${status} `);
    expect(text).toContain('qu***@unmistakable.example');
    expect(found(text)).toEqual([]);
  });

  it('are in no log at the most verbose level; nor are names', () => {
    expect(logged).toContain('"status":500');
    expect(logged).toContain('check constraint');
    expect(found(logged)).toEqual([]);
    expect(logged).not.toContain('Wilhelmina');
  });

  it('are in no log of the database, which has failed statements in full', async () => {
    const text = await withAdmin(adminUrl(environment.DATABASE_URL ?? ''), async (client) => {
      const { rows } = await client.query(`select pg_read_file('server.log') as text`);
      return rows[0].text as string;
    });
    expect(text).toContain('violates check constraint');
    expect(found(text)).toEqual([]);
  });
});

it('a value moved to another row is not shown, and the log names its place', () => {
  const last = answers.at(-1);
  expect(last).toContain('Something went wrong on our side');
  expect(last).not.toContain('***');
  expect(logged).toMatch(/email of customer \d+ was changed or moved, or k1 is not the key it was encrypted with/);
});
