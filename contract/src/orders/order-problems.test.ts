import { describe, expect, it } from 'vitest';
import { AVAILABILITIES, SELLABLE_AVAILABILITIES } from '../products/availability.ts';
import { itemProblems, type OrderedItem, orderRefused } from './order-problems.ts';

const acme = { id: 1, name: 'Acme Corp' };
const good = { partnerId: 1, price: '1.00', currency: 'EUR', availability: 'in_stock' };
const item = (product_id: string, product: Partial<typeof good> | Record<string, unknown> | undefined = {}) =>
  ({ product_id, product: product && { ...good, ...product } }) as OrderedItem;
const none: OrderedItem = { product_id: 'PR00009', product: undefined };

describe("the problems of an order's items", () => {
  it('are none if all are for sale in one currency', () => {
    expect(itemProblems([item('PR00001'), item('PR00002'), item('PR00001')], acme)).toEqual([]);
  });

  it('include a product that does not exist', () => {
    expect(itemProblems([item('PR00001'), none], acme)).toEqual([
      { path: 'items.1.product_id', code: 'not_found', message: 'Product not found: PR00009' },
    ]);
  });

  it('include a product of another partner, without further details', () => {
    expect(itemProblems([item('PR00002', { partnerId: 7, price: null, availability: null })], acme)).toEqual([
      {
        path: 'items.0.product_id',
        code: 'product_of_another_partner',
        message: 'Product PR00002 belongs to PT00007, and the order is for Acme Corp.',
      },
    ]);
  });

  it.each([...AVAILABILITIES, null])('depend on the availability: %s', (availability) => {
    const problem = {
      path: 'items.0.product_id',
      code: 'product_not_available',
      message: 'Product is not available: PR00001',
    };
    const sells = (SELLABLE_AVAILABILITIES as readonly (string | null)[]).includes(availability);
    expect(itemProblems([item('PR00001', { availability })], acme)).toEqual(sells ? [] : [problem]);
  });

  it('are all reported, in the order of the items', () => {
    const items = [item('PR00001', { price: null, availability: 'out_of_stock' }), item('PR00002', { price: null })];
    expect(itemProblems(items, acme)).toEqual([
      { path: 'items.0.product_id', code: 'product_not_available', message: 'Product is not available: PR00001' },
      { path: 'items.0.product_id', code: 'product_not_priced', message: 'Product has no price: PR00001' },
      { path: 'items.1.product_id', code: 'product_not_priced', message: 'Product has no price: PR00002' },
    ]);
  });

  it('end with several currencies, each with its first product', () => {
    const items = [
      item('PR00001'),
      item('PR00002', { currency: 'USD' }),
      none,
      item('PR00003'),
      item('PR00004', { currency: 'USD' }),
      item('PR00005', { currency: 'CHF' }),
    ];
    expect(itemProblems(items, acme)).toEqual([
      { path: 'items.2.product_id', code: 'not_found', message: 'Product not found: PR00009' },
      {
        path: 'items',
        code: 'mixed_currencies',
        message: 'An order has one currency: PR00001 is in EUR, PR00002 is in USD, PR00005 is in CHF.',
      },
    ]);
  });

  it('include several currencies, even if only two', () => {
    const message = 'An order has one currency: PR00001 is in EUR, PR00002 is in USD.';
    expect(itemProblems([item('PR00001'), item('PR00002', { currency: 'USD' })], acme)).toEqual([
      { path: 'items', code: 'mixed_currencies', message },
    ]);
  });

  it('do not include a second currency if the product has no price, or no currency', () => {
    const unpriced = item('PR00002', { currency: 'USD', price: null });
    expect(itemProblems([item('PR00001'), unpriced], acme).map(({ code }) => code)).toEqual(['product_not_priced']);
    expect(itemProblems([item('PR00001'), item('PR00002', { currency: null })], acme)).toEqual([]);
  });
});

describe('the refusal of an order', () => {
  const first = {
    code: 'product_not_priced',
    path: 'items.0.product_id',
    message: 'Product has no price: PR00001',
  } as const;
  const second = { code: 'not_found', path: 'items.1.product_id', message: 'Product not found: PR00009' } as const;

  it('is the only problem, if there is one', () => {
    const refused = orderRefused([first]);
    expect(refused).toMatchObject({ code: 'product_not_priced', message: first.message, errors: [first] });
  });

  it('has the code of the first problem, and lists the others', () => {
    const refused = orderRefused([first, second, second]);
    expect(refused).toMatchObject({ code: 'product_not_priced', errors: [first, second, second] });
    expect(refused.message).toBe('Product has no price: PR00001 (and 2 more, see errors)');
    const sentence = { ...first, message: 'Product PR00001 belongs to PT00002.' };
    expect(orderRefused([sentence, second]).message).toBe(
      'Product PR00001 belongs to PT00002 (and 1 more, see errors).',
    );
  });
});
