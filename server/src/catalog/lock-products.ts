import type { Availability } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { tenantConditions } from '../database/visible-rows.ts';
import { ORDER_GATE_PASSED } from './order-gate.ts';

/** What an order needs to know of a product. */
export interface LockedProduct {
  id: number;
  partnerId: number;
  sku: string;
  productName: string;
  /** The feed's, in major units, exact. */
  price: string | null;
  currency: string | null;
  availability: Availability | null;
}

type ProductRow = Omit<LockedProduct, 'id' | 'partnerId'> & { id: string; partnerId: string };

/**
 * Reads products so that nothing about them, nor their price lists, changes until the transaction ends (`FOR SHARE`).
 * Whoever locks products does so in the order of IDs, so that nobody ever waits in a circle; and lets those pass first
 * who wait to change products of the partner.
 *
 * @returns those that are there and visible, by their numbers
 */
export async function lockProducts(
  em: UnitOfWork,
  partnerId: number,
  numbers: Iterable<number>,
): Promise<Map<number, LockedProduct>> {
  const tenant = tenantConditions(em);
  // Plain rows: nothing here changes a product, and making entities of them would cost an order a tenth of its time.
  const rows = await em.execute<ProductRow[]>(
    `with ${ORDER_GATE_PASSED}
     select id, partner_id as "partnerId", sku, product_name as "productName", price, currency, availability
     from gate, product where ${['id = any(?::bigint[])', ...tenant.map(({ sql }) => sql)].join(' and ')}
     order by id for share of product`,
    [partnerId, partnerId, `{${[...new Set(numbers)].join(',')}}`, ...tenant.flatMap(({ values }) => values)],
  );
  return new Map(rows.map((row) => [Number(row.id), { ...row, id: Number(row.id), partnerId: Number(row.partnerId) }]));
}
