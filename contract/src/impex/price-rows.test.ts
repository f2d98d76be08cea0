import { expect, it } from 'vitest';
import { priceEntry } from './price-rows.ts';

it.each<[string, string, string]>([
  ['x', 'EUR', 'price must be a plain decimal without a sign, such as 1299.50'],
  ['-1', 'EUR', 'price must be a plain decimal without a sign, such as 1299.50'],
  ['1299,50', 'EUR', 'give the column the type decimal'],
  ['0x10', 'EUR', 'price must be a plain decimal'],
  ['9'.repeat(20), 'EUR', 'price must be at most 999999999999.99.'],
  ['9'.repeat(60), 'EUR', 'price must be a plain decimal'],
  ['1.005', 'EUR', 'The price has more decimals than its currency.'],
])('the price %s %s is refused with a message for the sender', (price, currency, message) => {
  const refused = priceEntry({ price, currency }, new Date());
  expect(refused).toMatchObject({ column: 'price', code: 'invalid_value', value: price });
  expect(refused).toMatchObject({ message: expect.stringContaining(message) });
});

it('the errors of an invalid currency and an invalid time name their columns', () => {
  const at = new Date('2026-04-06T14:17:27Z');
  expect(priceEntry({ price: '1', currency: 'EURO' }, at)).toMatchObject({ column: 'currency', value: 'EURO' });
  expect(priceEntry({ price: '1', currency: 'eur', valid_from: 'x' }, at)).toMatchObject({ column: 'valid_from' });
  expect(priceEntry({ price: '1.50', currency: 'eur' }, at)).toEqual({
    valid_from: '2026-04-06T14:17:27.000Z',
    price: 1.5,
    currency: 'EUR',
  });
});
