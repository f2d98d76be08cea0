import { queryOptions } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export const historyQuery = (productId: string) =>
  queryOptions({
    queryKey: ['products', productId, 'history'],
    queryFn: async ({ signal }) => client.products.listHistory(productId, { limit: 100 }, { signal }),
  });
