import type { Availability } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, sql } from '../database/sql.ts';
import { visibleTo } from '../database/visible-rows.ts';
import { changesWaitedFor } from './orders-wait-for-change.ts';

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
 * Lets those pass first who wait to change products of the partner, and locks in the order of `database/locks.ts`.
 *
 * @returns those that are there and visible, by their numbers, and the database's time, to the millisecond that has
 *   begun, at which all of them were held: `changeMoment` has the same clock
 */
export async function lockProductsForOrder(
  em: UnitOfWork,
  partnerId: number,
  numbers: Iterable<number>,
): Promise<LockedProducts> {
  // Plain rows: nothing here changes a product, and making entities of them would cost an order a tenth of its time.
  const rows = await rowsOf<ProductRow>(
    sqlOf(em),
    sql`with ${changesWaitedFor(partnerId)}, held as materialized (
       select id, partner_id as "partnerId", sku, product_name as "productName", price, currency, availability
       from changes_waited_for, product where id = any(${[...new Set(numbers)]}::bigint[]) and ${visibleTo(em)}
       order by id for share of product
     )
     select held.*, floor(extract(epoch from clock_timestamp()) * 1000)::float8 as "heldAt" from held`,
  );
  // Each row is read as soon as it is locked, so the last one is read when all are.
  const last = rows.at(-1);
  const products = rows.map(({ heldAt: _, ...row }): [number, LockedProduct] => [
    Number(row.id),
    { ...row, id: Number(row.id), partnerId: Number(row.partnerId) },
  ]);
  return { products: new Map(products), heldAt: last ? new Date(last.heldAt) : new Date() };
}
