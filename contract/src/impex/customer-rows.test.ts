import { describe, expect, it } from 'vitest';
import {
  type CustomerRow,
  customerRow,
  type KnownCustomer,
  planCustomerRemoval,
  planCustomers,
  withoutValue,
} from './customer-rows.ts';

const ANN = { first_name: 'Ann', last_name: 'Lee', email: 'ann@example.com' };
const HOME = { address_line1: '1 Road', city: 'Town', state: 'IL', postal_code: '62701' };
const row = (values: object) => customerRow({ external_id: '7', ...values });
const known = (fields: object = {}): ReadonlyMap<string, KnownCustomer> =>
  new Map([['7', { ...ANN, phone: null, addresses: [], ...fields }]]);
const plan = (stored: ReadonlyMap<string, KnownCustomer>, rows: object[], mode: 'merge' | 'insert_only' = 'merge') => {
  const { outcomes, written } = planCustomers(stored, rows.map(row) as CustomerRow[], mode);
  return { outcomes: outcomes.map((one) => (typeof one === 'string' ? one : one.code)), written: written.get('7') };
};

describe('a row of a customer', () => {
  it('has the named fields, and an address if one of its cells is not blank', () => {
    expect(row({ ...ANN, phone: null, address_line1: null })).toEqual({
      external_id: '7',
      fields: { ...ANN, phone: null },
    });
    expect(row({ ...HOME, country: 'fr' })).toEqual({
      external_id: '7',
      fields: {},
      address: { ...HOME, address_line2: null, country: 'FR' },
    });
    expect(row(HOME)).toMatchObject({ address: { country: 'US' } });
  });

  it.each([
    [{ external_id: null }, 'external_id', 'required'],
    [{ email: 'x' }, 'email', 'invalid_value'],
    [{ last_name: '' }, 'last_name', 'required'],
    [{ phone: '12' }, 'phone', 'invalid_value'],
    [{ ...HOME, city: null }, 'city', 'required'],
    [{ ...HOME, country: 'USA' }, 'country', 'invalid_value'],
  ])('%j is invalid, and reported without its value', (values, column, code) => {
    expect(row(values)).toEqual({ column, code, message: expect.any(String) });
  });
});

describe('rows of customers', () => {
  it('insert, change, or leave unchanged', () => {
    expect(plan(new Map(), [ANN, ANN]).outcomes).toEqual(['inserted', 'unchanged']);
    expect(plan(known(), [ANN, { phone: '+1 555 0101' }, { phone: null }]).outcomes).toEqual([
      'unchanged',
      'updated',
      'updated',
    ]);
    expect(plan(new Map(), [{ phone: '+1 555 0101' }]).outcomes).toEqual(['required']);
    expect(plan(known(), [{ last_name: 'Ray' }], 'insert_only')).toEqual({ outcomes: ['skipped'], written: undefined });
  });

  it('add an address that the customer does not have, once', () => {
    const { outcomes, written } = plan(known(), [HOME, { ...HOME, city: 'TOWN' }, { ...HOME, city: 'Other' }]);
    expect(outcomes).toEqual(['updated', 'unchanged', 'updated']);
    expect(written).toMatchObject({ isNew: false, isChanged: false });
    expect(written?.newAddresses.map(({ city }) => city)).toEqual(['Town', 'Other']);
    const stored = { ...HOME, address_line2: null, country: 'US' };
    expect(plan(known({ addresses: [stored] }), [HOME]).outcomes).toEqual(['unchanged']);
    expect(plan(known({ addresses: [stored] }), [{ ...HOME, address_line2: 'Flat 2' }]).outcomes).toEqual(['updated']);
  });

  it('delete customers without orders, once', () => {
    const { outcomes, removed } = planCustomerRemoval(
      new Map([
        ['7', { hasOrders: false }],
        ['8', { hasOrders: true }],
      ]),
      ['7', '8', '7', '9'],
    );
    expect(outcomes.map((one) => (typeof one === 'string' ? one : one.code))).toEqual([
      'updated',
      'has_orders',
      'unknown_customer',
      'unknown_customer',
    ]);
    expect([...removed]).toEqual(['7']);
  });
});

it('a reported problem contains no value, not even in its message', () => {
  const problem = {
    code: 'invalid_value',
    message: 'city is the error Springfield of a formula.',
    value: 'Springfield',
  };
  expect(withoutValue({ column: 'city', ...problem, code: 'invalid_value' })).toEqual({
    column: 'city',
    code: 'invalid_value',
    message: 'city is the error *** of a formula.',
  });
});
