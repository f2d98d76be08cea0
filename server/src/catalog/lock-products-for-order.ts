import type { Availability } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, sql } from '../database/sql.ts';
import { visibleTo } from '../database/visible-rows.ts';
import { changesWaitedFor } from './orders-wait-for-change.ts';

/** The fields of a product that an order needs. */
export interface LockedProduct {
  id: number;
  partnerId: number;
  sku: string;
  productName: string;
  /** The feed's price, in major units, exact. */
  price: string | null;
  currency: string | null;
  availability: Availability | null;
}

/** Locked products, and the time at which the last of them was locked. */
export interface LockedProducts {
  products: Map<number, LockedProduct>;
  heldAt: Date;
}

type ProductRow = Omit<LockedProduct, 'id' | 'partnerId'> & { id: string; partnerId: string; heldAt: number };

/**
 * Reads products and keeps them and their price lists unchanged until the transaction ends (`FOR SHARE`). Transactions
 * that wait to change products of the partner go first. Locks in the order of `database/locks.ts`.
 *
 * @returns the products that exist and are visible, by their numbers, and the database's time at which all of them were
 *   locked, rounded down to the millisecond; `changeMoment` uses the same clock
 */
export async function lockProductsForOrder(
  em: UnitOfWork,
  partnerId: number,
  numbers: Iterable<number>,
): Promise<LockedProducts> {
  // Plain rows: nothing here changes a product, and creating entities would take a tenth of an order's time.
  const rows = await rowsOf<ProductRow>(
    sqlOf(em),
    sql`with ${changesWaitedFor(partnerId)}, held as materialized (
       select id, partner_id as "partnerId", sku, product_name as "productName", price, currency, availability
       from changes_waited_for, product where id = any(${[...new Set(numbers)]}::bigint[]) and ${visibleTo(em)}
       order by id for share of product
     )
     select held.*, floor(extract(epoch from clock_timestamp()) * 1000)::float8 as "heldAt" from held`,
    { keep: true },
  );
  // Each row is read when it is locked, so once the last one is read, all are locked.
  const last = rows.at(-1);
  const products = rows.map(({ heldAt: _, ...row }): [number, LockedProduct] => [
    Number(row.id),
    { ...row, id: Number(row.id), partnerId: Number(row.partnerId) },
  ]);
  return { products: new Map(products), heldAt: last ? new Date(last.heldAt) : new Date() };
}
