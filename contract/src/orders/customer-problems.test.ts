import { describe, expect, it } from 'vitest';
import { customerProblems } from './customer-problems.ts';
import { totalTooLarge } from './order-problems.ts';

const named = { customer_id: 'CU00003', shipping_address_id: 'AD00004' };
const found = { customer: { partnerId: 1 }, address: { customerId: 3 } };
const NOTHING = { customer: undefined, address: undefined };

describe('the customer of an order', () => {
  it('belongs to the partner, or to the operator', () => {
    expect(customerProblems(named, found, 1)).toEqual([]);
    expect(customerProblems(named, { ...found, customer: { partnerId: null } }, 1)).toEqual([]);
    expect(customerProblems({}, NOTHING, 1)).toEqual([]);
  });

  it('does not exist, and neither does the address', () => {
    expect(customerProblems(named, NOTHING, 1)).toEqual([
      { code: 'not_found', path: 'customer_id', message: 'Customer not found: CU00003' },
      { code: 'not_found', path: 'shipping_address_id', message: 'Address not found: AD00004' },
    ]);
  });

  it('is of another partner', () => {
    expect(customerProblems(named, found, 2)).toEqual([
      {
        code: 'customer_of_another_partner',
        path: 'customer_id',
        message: 'Customer CU00003 belongs to PT00001, and the order is for PT00002.',
      },
    ]);
  });

  it('must have the address', () => {
    expect(customerProblems({ customer_id: 'CU00003' }, { ...found, address: undefined }, 1)).toEqual([]);
    const problem = { code: 'address_of_another_customer', path: 'shipping_address_id' };
    expect(customerProblems(named, { ...found, address: { customerId: 9 } }, 1)).toEqual([
      { ...problem, message: 'Address AD00004 belongs to another customer than CU00003.' },
    ]);
    const { shipping_address_id } = named;
    expect(customerProblems({ shipping_address_id }, { ...NOTHING, address: { customerId: 3 } }, 1)).toEqual([
      { ...problem, message: 'Address AD00004 belongs to another customer than the one of the order.' },
    ]);
  });
});

it('the error of a total that is too large says what to do', () => {
  const message =
    "The order's total, 1000000000000, has more than 12 digits before the decimal point: create several orders.";
  expect(totalTooLarge('1000000000000')).toMatchObject({
    code: 'order_total_too_large',
    message,
    errors: [{ path: 'items', code: 'order_total_too_large', message }],
  });
});
