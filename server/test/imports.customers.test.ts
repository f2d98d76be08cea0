import type { Customer, DataPreview, Page, ProblemBody, Schedule } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { counts, type DescriptorFields, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const globex = await server.partner('Globex');
const imports = new Imports(server, acme);
const { body: unscoped } = await server.call<{ secret: string }>(`/partners/${acme.id}/api-keys`, {
  body: { name: 'no customers', scopes: ['jobs:read', 'impex:read', 'impex:write'] },
});
const named = (...targets: string[]) => targets.map((target) => ({ target, source: target }));
const OWN = ['external_id', 'first_name', 'last_name', 'email', 'phone'];
const ADDRESS = ['address_line1', 'address_line2', 'city', 'state', 'postal_code', 'country'];
const ALL = [...OWN, ...ADDRESS];

const described = (targets: string[], fields: object = {}): DescriptorFields => ({
  entity: 'customer',
  columns: named(...targets),
  ...fields,
});
const file = (header: readonly string[], ...lines: string[]) => `${[header.join(','), ...lines].join('\n')}\n`;
const stored = async (externalId: string, key = acme.key) =>
  (await server.call<Page<Customer>>(`/customers?external_id=${encodeURIComponent(externalId)}`, { key })).body.items;
const addresses = async ({ customer_id }: Customer) => {
  const { rows } = await server.pool.query('select city, country from customer_address where customer_id = $1', [
    Number(customer_id.slice(2)),
  ]);
  return rows;
};
const events = async (type: string) =>
  (await server.call<Page<{ data: object }>>(`/events?event_type=${type}&limit=100`, { key: acme.key })).body.items.map(
    ({ data }) => data,
  );

describe('customers in rows', () => {
  const rows = [
    '1,Zoë,Moreau,zoe@example.com,+1 555 010 0101,12 Rue de la Paix,,Paris,IdF,75002,fr',
    '2,Bob,Okafor,bob@example.com,,,,,,,',
    '2,Bob,Okafor,bob@example.com,,1 Main Street,Flat 2,Springfield,IL,62701,',
    '2,Bob,Okafor,bob@example.com,,1 MAIN  street,flat 2,Springfield,IL,62701,US',
    '3,Ann,,ann@example.com,,,,,,,',
    ',Ann,Lee,ann@example.com,,,,,,,',
    '4,Ann,Lee,not an address,,,,,,,',
    '5,Ann,Lee,ann@example.com,call me,,,,,,',
    '6,Ann,Lee,ann@example.com,,7 Road,,,IL,1,',
    '7,Ann,Lee,ann@example.com,,7 Road,,Town,IL,1,Germany',
  ];

  it('are inserted with their addresses; equal ones are unchanged, and invalid ones refused without their values', async () => {
    const group = await imports.group([described(ALL)]);
    const first = await imports.run(group.data_group_id, 'customers.csv', file(ALL, ...rows));
    expect(counts(first.files[0])).toEqual([10, 2, 1, 1, 6]);
    expect(first.errors.map(({ line, column, code, value }) => [line, column, code, value])).toEqual([
      [6, 'last_name', 'required', undefined],
      [7, 'external_id', 'required', undefined],
      [8, 'email', 'invalid_value', undefined],
      [9, 'phone', 'invalid_value', undefined],
      [10, 'city', 'required', undefined],
      [11, 'country', 'invalid_value', undefined],
    ]);
    const [zoe] = await stored('1');
    const [bob] = await stored('2');
    expect(zoe).toMatchObject({
      ...{ external_id: '1', first_name: 'Zoë', last_name: 'Moreau' },
      ...{ email_masked: 'zo***@example.com', phone_masked: '***-***-0101' },
    });
    expect(await addresses(zoe as Customer)).toEqual([{ city: 'Paris', country: 'FR' }]);
    expect(await addresses(bob as Customer)).toEqual([{ city: 'Springfield', country: 'US' }]);
    expect(await events('customer.created')).toHaveLength(2);
    expect(await events('customer.address.created')).toHaveLength(2);

    const again = await imports.run(group.data_group_id, 'customers.csv', file(ALL, ...rows.slice(0, 4)));
    expect(counts(again.files[0])).toEqual([4, 0, 0, 4, 0]);
    expect((await stored('1'))[0]?.updated_at).toBe(zoe?.updated_at);
    expect(await events('customer.created')).toHaveLength(2);

    const moved = '1,Zoë,Moreau,zoe@example.org,,12 Rue de la Paix,,Lyon,ARA,69001,FR';
    const changed = await imports.run(group.data_group_id, 'customers.csv', file(ALL, moved));
    expect(counts(changed.files[0])).toEqual([1, 0, 1, 0, 0]);
    const [now] = await stored('1');
    expect(now).toMatchObject({ email_masked: 'zo***@example.org', phone_masked: null });
    expect(await addresses(zoe as Customer)).toHaveLength(2);
  });

  it('need only the columns that they change', async () => {
    const group = await imports.group([described(['external_id', 'phone'])]);
    const { files, errors } = await imports.run(
      group.data_group_id,
      'customers.csv',
      file(['external_id', 'phone'], '2,+44 20 7946 0000', '99,+44 20 7946 0000'),
    );
    expect(counts(files[0])).toEqual([2, 0, 1, 0, 1]);
    expect(errors[0]).toMatchObject({
      line: 3,
      column: 'first_name',
      code: 'required',
      message: 'A new customer needs first_name, last_name, email.',
    });
    expect((await stored('2'))[0]).toMatchObject({ first_name: 'Bob', phone_masked: '***-***-0000' });
  });

  it('are only inserted, or only updated, depending on the mode', async () => {
    const only = async (mode: string, ...lines: string[]) => {
      const group = await imports.group([described(OWN, { mode })]);
      const { files } = await imports.run(group.data_group_id, 'customers.csv', file(OWN, ...lines));
      return counts(files[0]);
    };
    const cat = '20,Cat,Stevens,cat@example.com,';
    expect(await only('update_only', cat, '2,Robert,Okafor,bob@example.com,')).toEqual([2, 0, 1, 0, 1]);
    expect(await only('insert_only', cat, '2,Bobby,Okafor,bob@example.com,')).toEqual([2, 1, 0, 0, 1]);
    expect((await stored('2'))[0]?.first_name).toBe('Robert');
    expect(await stored('20')).toHaveLength(1);
  });

  it('are deleted with their addresses, except those with orders', async () => {
    await server.load('sku,product_name,price,currency,availability\nA,Tote,10.00,USD,in_stock\n', {
      key: acme.key,
      fields: {},
    });
    const [product] = await server.products('&sku=A');
    const [bob] = await stored('2');
    const order = { customer_id: bob?.customer_id, items: [{ product_id: product?.product_id, quantity: 1 }] };
    expect((await server.call('/orders', { body: order, key: acme.key })).status).toBe(201);
    const [zoe] = await stored('1');
    const group = await imports.group([described(['external_id'], { mode: 'delete' })]);
    const { files, errors } = await imports.run(
      group.data_group_id,
      'gone.csv',
      file(['external_id'], '1', '2', '1', '404'),
    );
    expect(counts(files[0])).toEqual([4, 0, 1, 0, 3]);
    expect(errors.map(({ line, code, value }) => [line, code, value])).toEqual([
      [3, 'has_orders', undefined],
      [4, 'unknown_customer', undefined],
      [5, 'unknown_customer', undefined],
    ]);
    expect(await stored('1')).toEqual([]);
    expect(await addresses(zoe as Customer)).toEqual([]);
    expect(await stored('2')).toHaveLength(1);
  });

  it('with the same external_id of different partners are different', async () => {
    const theirs = new Imports(server, globex);
    const mine = await imports.group([described(OWN)]);
    await imports.run(mine.data_group_id, 'c.csv', file(OWN, 'shared,Mine,One,mine@example.com,'));
    const group = await theirs.group([described(OWN)]);
    const made = await theirs.run(group.data_group_id, 'c.csv', file(OWN, 'shared,Theirs,Two,theirs@example.com,'));
    expect(counts(made.files[0])).toEqual([1, 1, 0, 0, 0]);
    const gone = await theirs.group([described(['external_id'], { mode: 'delete' })]);
    const deleted = await theirs.run(gone.data_group_id, 'c.csv', file(['external_id'], 'shared', '20'));
    expect(counts(deleted.files[0])).toEqual([2, 0, 1, 0, 1]);
    expect((await stored('shared')).map(({ first_name }) => first_name)).toEqual(['Mine']);
    expect(await stored('shared', globex.key)).toEqual([]);
    expect(await stored('20')).toHaveLength(1);
  });

  it('are previewed as they would be imported', async () => {
    const definition = { name: 'x', format: { type: 'csv' }, ...described(ALL) };
    const sample = file(
      ALL,
      '20,Cat,Stevens,cat@example.com,,,,,,,',
      '20,Cat,Stevens,cat@example.org,,,,,,,',
      '30,A,,x,,,,,,,',
    );
    const { body } = await server.call<DataPreview>('/data-descriptors/preview', {
      body: { definition, sample },
      key: acme.key,
    });
    expect(body.rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'updated', 'rejected']);
    const skipped = await server.call<DataPreview>('/data-descriptors/preview', {
      body: { definition: { ...definition, mode: 'insert_only' }, sample: file(ALL, '20,Cat,Stevens,c@x.de,,,,,,,') },
      key: acme.key,
    });
    expect(skipped.body.rows.map(({ outcome }) => outcome)).toEqual(['skipped']);
  });

  it('are only validated with validate_only', async () => {
    const group = await imports.group([described(OWN)], { validate_only: true });
    const { files } = await imports.run(group.data_group_id, 'c.csv', file(OWN, '50,New,One,new@example.com,'));
    expect(counts(files[0])).toEqual([1, 1, 0, 0, 0]);
    expect(await stored('50')).toEqual([]);
  });
});

describe('the content of a customer file', () => {
  it('is not in the refusal of an unreadable file', async () => {
    const headless = await imports.group([described(OWN)]);
    const told = await imports.run(headless.data_group_id, 'c.csv', '9,Ann,Lee,ann@example.com,\n');
    expect(told.files[0]?.error).toBe('Missing columns: external_id, first_name, last_name, email, phone.');
    const format = { type: 'xml', row_path: '/all/one' };
    const xml = await imports.group([described(['external_id'], { format })]);
    const broken = await imports.run(xml.data_group_id, 'c.xml', '<all><one><external_id>1</ann.lee></one></all>');
    expect(broken.files[0]?.error).toMatch(/^The file is not well-formed XML at line \d+\.$/);
  });

  it('is in no error of a column, whatever its type', async () => {
    const country = { target: 'country', source: 'country', map: { Wales: 'GB' } };
    const group = await imports.group([
      described([], { columns: [...named(...OWN, ...ADDRESS.slice(0, -1)), country] }),
    ]);
    const { errors } = await imports.run(
      group.data_group_id,
      'c.csv',
      file(ALL, '9,Ann,Lee,a@b.de,,1 Road,,Town,IL,1,Narnia', '10,A,B,a@b.de,,,,,,,'),
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ line: 2, column: 'country', code: 'not_in_map' });
    expect(JSON.stringify(errors)).not.toContain('Narnia');
  });

  it('is returned only to keys that may send it', async () => {
    const group = await imports.group([described(OWN)]);
    const { job } = await imports.run(group.data_group_id, 'c.csv', file(OWN, '9,Ann,Lee,wrong,', '10,A,B,a@b.de,'));
    const errors = `/jobs/${job.job_id}/errors.csv`;
    expect((await server.call<string>(errors, { key: acme.key })).status).toBe(200);
    const refused = await server.call<ProblemBody>(errors, { key: unscoped.secret });
    expect([refused.status, refused.body.detail]).toEqual([403, REFUSAL]);
  });
});

const REFUSAL = 'The API key has no customers:write scope, which files of the entity customer need.';

describe('a key without the customer scopes', () => {
  it('can neither create customer descriptors nor use groups that have one', async () => {
    const key = unscoped.secret;
    const own = await imports.group([described(OWN)]);
    const [descriptor] = own.descriptors;
    const stock = await imports.descriptor({ entity: 'availability', columns: named('sku', 'availability') });
    const other = await imports.group([{ entity: 'availability', columns: named('sku', 'availability') }]);
    const definition = { name: 'x', format: { type: 'csv' }, ...described(OWN) };
    const schedule = { cron: '0 5 * * *', source: { type: 'bucket', prefix: 'customers' } };
    expect(
      (
        await server.call<Schedule>(`/data-groups/${own.data_group_id}/schedule`, {
          method: 'PUT',
          body: schedule,
          key: acme.key,
        })
      ).status,
    ).toBe(200);
    const form = new FormData();
    form.set('file', new Blob([file(OWN)]), 'c.csv');
    const calls: [string, object][] = [
      ['/data-descriptors', { body: definition }],
      ['/data-descriptors/preview', { body: { definition, sample: file(OWN) } }],
      [`/data-descriptors/${descriptor}/preview`, { body: { sample: file(OWN) } }],
      [`/data-descriptors/${descriptor}`, { method: 'PATCH', body: { name: 'y' } }],
      [`/data-descriptors/${stock.data_descriptor_id}`, { method: 'PATCH', body: described(OWN) }],
      ['/data-groups', { body: { name: 'x', descriptors: [descriptor] } }],
      [`/data-groups/${other.data_group_id}`, { method: 'PATCH', body: { descriptors: [descriptor] } }],
      [`/data-groups/${own.data_group_id}/import`, { form }],
      [`/data-groups/${own.data_group_id}/schedule`, { method: 'PUT', body: schedule }],
      [`/data-groups/${own.data_group_id}/resume`, { method: 'POST' }],
      [`/data-groups/${own.data_group_id}/run-now`, { method: 'POST' }],
    ];
    for (const [path, call] of calls) {
      const { status, body } = await server.call<ProblemBody>(path, { ...call, key });
      expect([path, status, body.detail]).toEqual([path, 403, REFUSAL]);
    }
  });
});

describe('a descriptor of customers', () => {
  const refused = async (fields: object) => {
    const body = { name: 'x', format: { type: 'csv' }, ...described(OWN), ...fields };
    const { status, body: problem } = await server.call<ProblemBody>('/data-descriptors', { body, key: acme.key });
    return [status, ...(problem.errors ?? []).map(({ message }) => message)];
  };

  it('is import-only, identifies customers by external_id, and has no lookups', async () => {
    expect(await refused({ direction: 'export' })).toEqual([
      422,
      'The entity customer is only imported.',
      'The entity customer has no exports.',
    ]);
    expect(await refused({ columns: named('email') })).toEqual([
      422,
      'Entity customer with mode merge needs a column for: external_id.',
    ]);
    const lookup = { entity: 'product', by: 'product_id' };
    expect(
      await refused({ columns: [...named('external_id'), { target: 'first_name', source: 'x', lookup }] }),
    ).toEqual([422, 'lookup does not go with the entity customer.']);
  });
});
