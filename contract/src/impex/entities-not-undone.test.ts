import { expect, it } from 'vitest';
import { entitiesNotUndone } from './entities.ts';

it('an undo reverts only what an import has written to products', () => {
  expect(entitiesNotUndone(['product', 'product_attribute', 'availability'])).toEqual([]);
  expect(entitiesNotUndone(['order_update', 'product', 'customer', 'category', 'price'])).toEqual([
    'price',
    'category',
    'customer',
    'order_update',
  ]);
});
