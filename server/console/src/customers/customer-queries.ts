import { queryOptions } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export const customerQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customers', customerId],
    queryFn: async ({ signal }) => client.customers.get(customerId, { signal }),
  });
