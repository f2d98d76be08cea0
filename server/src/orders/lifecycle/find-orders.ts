import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';

/**
 * The numbers of a partner's orders with the given buyer references. Several orders may have the same reference.
 *
 * @param most the most orders returned per reference, oldest first
 */
export async function ordersByReference(
  em: UnitOfWork,
  partnerId: number,
  references: readonly string[],
  most: number,
): Promise<Map<string, number[]>> {
  if (references.length === 0) return new Map();
  const { rows } = await sqlOf(em).query<{ id: string; reference: string }>(
    `select first.id, given.reference from unnest($2::text[]) given (reference) cross join lateral (
       select id from sales_order where partner_id = $1 and customer_reference = given.reference order by id limit $3
     ) first order by first.id`,
    [partnerId, references, most],
  );
  const found = new Map<string, number[]>();
  for (const { id, reference } of rows) found.set(reference, [...(found.get(reference) ?? []), Number(id)]);
  return found;
}

/** The numbers of the orders that a partner's deliveries belong to, by delivery number. */
export async function ordersOfDeliveries(
  em: UnitOfWork,
  partnerId: number,
  deliveries: readonly number[],
): Promise<Map<number, number>> {
  if (deliveries.length === 0) return new Map();
  const { rows } = await sqlOf(em).query<{ id: string; order_id: string }>(
    'select id, order_id from delivery where partner_id = $1 and id = any($2::bigint[])',
    [partnerId, deliveries],
  );
  return new Map(rows.map((row) => [Number(row.id), Number(row.order_id)]));
}
