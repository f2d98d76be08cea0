import { expect, it } from 'vitest';
import { entitiesNotUndone } from './entities.ts';

it('an undo leaves what an import has written anywhere but into products', () => {
  expect(entitiesNotUndone(['product', 'product_attribute', 'availability'])).toEqual([]);
  expect(entitiesNotUndone(['order_update', 'product', 'customer', 'category', 'price'])).toEqual([
    'price',
    'category',
    'customer',
    'order_update',
  ]);
});
