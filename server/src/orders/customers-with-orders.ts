import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/** The numbers of those of the given customers that have orders. Tenancy: the caller has found the customers. */
export async function customersWithOrders(em: UnitOfWork, customers: readonly number[]): Promise<Set<number>> {
  const { rows } = await sqlOf(em).query<{ customer: string }>(
    `select customer from unnest($1::bigint[]) wanted(customer)
     where exists (select from sales_order where customer_id = wanted.customer)`,
    [[...customers]],
  );
  return new Set(rows.map((row) => Number(row.customer)));
}
