import { describe, expect, it } from 'vitest';
import { SEARCH_TYPES } from './search.ts';
import { equalShares, searchedId } from './search-rules.ts';

describe('a searched text', () => {
  it.each([
    ['PR00001', { kind: 'product', number: 1 }],
    ['pr1', { kind: 'product', number: 1 }],
    ['Or123456789012345', { kind: 'order', number: 123456789012345 }],
    ['JV00007', { kind: 'validationJob', number: 7 }],
  ])('%s is an ID', (text, id) => {
    expect(searchedId(text)).toEqual(id);
  });

  it.each(['', 'PR', 'PR-1', 'XX00001', 'PR1234567890123456', ' PR1', 'PR1x', '00001'])('%j is not an ID', (text) => {
    expect(searchedId(text)).toBeUndefined();
  });
});

describe('the shares of several lists', () => {
  it.each([
    [5, ['a1', 'a2', 'b1', 'c1', 'c2']],
    [4, ['a1', 'a2', 'b1', 'c1']],
    [2, ['a1', 'b1']],
    [0, []],
    [-1, []],
    [100, ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']],
  ])('of %i are equal, as far as the lists are long enough', (most, taken) => {
    expect(equalShares([['a1', 'a2', 'a3'], [], ['b1'], ['c1', 'c2']], most)).toEqual(taken);
  });
});

it('every kind that has an ID can be found, with jobs as one kind', () => {
  expect(SEARCH_TYPES).toEqual([
    'job',
    'partner',
    'feed',
    'product',
    'order',
    'shipment',
    'order_update',
    'order_update_feed',
    'order_exporter',
    'order_export',
    'customer',
    'sales_channel',
    'category',
    'operations_batch',
    'data_descriptor',
    'data_group',
    'webhook',
    'webhook_delivery',
    'event',
  ]);
});
