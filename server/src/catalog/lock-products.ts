import type { Availability } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { tenantConditions } from '../database/visible-rows.ts';
import { ORDERS_WAITED_FOR_CHANGE } from './orders-wait-for-change.ts';

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

/** Products that are held, and since when all of them are. */
export interface LockedProducts {
  products: Map<number, LockedProduct>;
  heldAt: Date;
}

type ProductRow = Omit<LockedProduct, 'id' | 'partnerId'> & { id: string; partnerId: string; heldAt: number };

/**
 * Reads products so that nothing about them, nor their price lists, changes until the transaction ends (`FOR SHARE`).
 * Whoever locks products does so in the order of IDs, so that nobody ever waits in a circle; and lets those pass first
 * who wait to change products of the partner.
 *
 * @returns those that are there and visible, by their numbers, and the database's time, to the millisecond that has
 *   begun, at which all of them were held: `changeMoment` has the same clock
 */
export async function lockProducts(
  em: UnitOfWork,
  partnerId: number,
  numbers: Iterable<number>,
): Promise<LockedProducts> {
  const tenant = tenantConditions(em);
  // Plain rows: nothing here changes a product, and making entities of them would cost an order a tenth of its time.
  const rows = await em.execute<ProductRow[]>(
    `with ${ORDERS_WAITED_FOR_CHANGE}, held as materialized (
       select id, partner_id as "partnerId", sku, product_name as "productName", price, currency, availability
       from changes_waited_for, product where ${['id = any(?::bigint[])', ...tenant.map(({ sql }) => sql)].join(' and ')}
       order by id for share of product
     )
     select held.*, floor(extract(epoch from clock_timestamp()) * 1000)::float8 as "heldAt" from held`,
    [partnerId, partnerId, `{${[...new Set(numbers)].join(',')}}`, ...tenant.flatMap(({ values }) => values)],
  );
  // Each row is read as soon as it is locked, so the last one is read when all are.
  const last = rows.at(-1);
  const products = rows.map(({ heldAt: _, ...row }): [number, LockedProduct] => [
    Number(row.id),
    { ...row, id: Number(row.id), partnerId: Number(row.partnerId) },
  ]);
  return { products: new Map(products), heldAt: last ? new Date(last.heldAt) : new Date() };
}
