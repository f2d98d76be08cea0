import type { UnitOfWork } from '../database/orm.ts';

/** Which of these customers an order names, by their numbers. */
export async function customersWithOrders(em: UnitOfWork, customers: readonly number[]): Promise<Set<number>> {
  const rows = await em.execute<{ customer: string }[]>(
    `select customer from unnest(?::bigint[]) wanted(customer)
     where exists (select from sales_order where customer_id = wanted.customer)`,
    [`{${customers.join(',')}}`],
  );
  return new Set(rows.map((row) => Number(row.customer)));
}
