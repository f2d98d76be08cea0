import { formatId } from '@commerce-integration/contract';
import { recordReductions, recordSale } from '../../src/analytics/record-sales.ts';
import { rollUpSales } from '../../src/analytics/roll-up-sales.ts';
import { type Verification, verifySales } from '../../src/analytics/verify-sales.ts';
import { type Database, openDatabase } from '../../src/database/orm.ts';
import { sqlOf } from '../../src/database/queryable.ts';
import { EVERYBODY } from '../../src/database/tenancy.ts';
import { Partner } from '../../src/partners/partner.entity.ts';
import { atEnd } from './at-end.ts';
import type { TestServer } from './server.ts';

/** A sold order: at any time, unlike with the API. */
export interface SoldOrder {
  partner: number;
  currency: string;
  /** RFC 3339. */
  at: string;
  /** `price` is that of one unit; it matters when a part is cancelled or returned. */
  items: { product: number; units: number; revenue: string; price?: string }[];
}

/** A part of an item of an order, by the item's number. */
export interface TakenPart {
  item: number;
  quantity: number;
  as: 'cancelled' | 'returned';
}

/** A shop that sells in the past: it writes what `POST /orders` writes. */
export class PastSales {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  static async open(server: TestServer): Promise<PastSales> {
    const database = await openDatabase(server.environment.DATABASE_URL ?? '', 8, [Partner]);
    atEnd(() => database.close());
    return new PastSales(database);
  }

  /**
   * Rolls up a number of orders.
   *
   * @returns how many were rolled up
   */
  rollUp(batch?: number): Promise<number> {
    return rollUpSales(this.#database.pool, batch);
  }

  /**
   * Compares the sums with the orders.
   *
   * @param tell called with a sentence for each difference
   */
  verify(tell: (difference: string) => void): Promise<Verification> {
    return verifySales(this.#database.pool, { tell, most: 10, stop: new AbortController().signal });
  }

  /**
   * Creates an order and counts it, in one transaction.
   *
   * @returns its number and those of its items
   */
  sell({ partner, currency, at, items }: SoldOrder): Promise<{ order: number; items: number[] }> {
    return this.#database.open(EVERYBODY).transactional(async (em) => {
      const connection = sqlOf(em);
      const { rows } = await connection.query<{ id: string }>(
        `insert into sales_order (partner_id, status, total_amount, currency, created_at, updated_at)
         values ($1, 'created', 0, $2, $3, $3) returning id`,
        [partner, currency, at],
      );
      const order = Number(rows[0]?.id);
      const numbers: number[] = [];
      for (const { product, units, revenue, price = '0' } of items) {
        const item = await connection.query<{ id: string }>(
          `insert into order_item (order_id, product_id, sku, product_name, quantity, unit_price, line_total)
           values ($1, $2, 'SKU', 'Name', $3, $5, $4) returning id`,
          [order, product, units, revenue, price],
        );
        numbers.push(Number(item.rows[0]?.id));
      }
      await recordSale(connection, order);
      return { order, items: numbers };
    });
  }

  /** Cancels or returns parts of an order, in one transaction. */
  async takeAway(order: number, parts: readonly TakenPart[]): Promise<void> {
    await this.#database.open(EVERYBODY).transactional(async (em) => {
      const connection = sqlOf(em);
      for (const { item, quantity, as } of parts) {
        await connection.query(`update order_item set ${as}_quantity = ${as}_quantity + $2 where id = $1`, [
          item,
          quantity,
        ]);
      }
      const reductions = parts.map(({ item, quantity }) => ({
        order_id: formatId('order', order),
        items: [{ order_item_id: formatId('orderItem', item), quantity }],
      }));
      await recordReductions(connection, reductions);
    });
  }

  /** One order of one product for 1.00. */
  async sellAt(at: string, order: Partial<SoldOrder> = {}): Promise<void> {
    await this.sell({ partner: 1, currency: 'USD', items: [{ product: 1, units: 1, revenue: '1.00' }], ...order, at });
  }
}
