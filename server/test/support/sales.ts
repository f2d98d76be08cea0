import { afterAll } from 'vitest';
import { recordSale } from '../../src/analytics/record-sale.ts';
import { rollUpSales } from '../../src/analytics/roll-up-sales.ts';
import { type Database, openDatabase } from '../../src/database/orm.ts';
import { sqlOf } from '../../src/database/queryable.ts';
import { EVERYBODY } from '../../src/database/tenancy.ts';
import { Partner } from '../../src/partners/partner.entity.ts';
import type { TestServer } from './server.ts';

/** An order as it is sold: at any time, which the API would not take. */
export interface SoldOrder {
  partner: number;
  currency: string;
  /** RFC 3339. */
  at: string;
  items: { product: number; units: number; revenue: string }[];
}

/** A shop that sells in the past: what it writes is what `POST /orders` writes. */
export class PastSales {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  static async open(server: TestServer): Promise<PastSales> {
    const database = await openDatabase(server.environment.DATABASE_URL ?? '', 8, [Partner]);
    afterAll(() => database.close());
    return new PastSales(database);
  }

  /** Moves what was sold into the sums, so many orders at a time. @returns how many were moved */
  rollUp(batch?: number): Promise<number> {
    return rollUpSales(this.#database.pool, batch);
  }

  /** Makes an order and counts it, in one transaction. */
  async sell({ partner, currency, at, items }: SoldOrder): Promise<void> {
    await this.#database.open(EVERYBODY).transactional(async (em) => {
      const connection = sqlOf(em);
      const { rows } = await connection.query<{ id: string }>(
        `insert into sales_order (partner_id, status, total_amount, currency, created_at, updated_at)
         values ($1, 'created', 0, $2, $3, $3) returning id`,
        [partner, currency, at],
      );
      const order = Number(rows[0]?.id);
      for (const { product, units, revenue } of items) {
        await connection.query(
          `insert into order_item (order_id, product_id, sku, product_name, quantity, unit_price, line_total)
           values ($1, $2, 'SKU', 'Name', $3, 0, $4)`,
          [order, product, units, revenue],
        );
      }
      await recordSale(connection, order);
    });
  }

  /** One order of one product for 1.00. */
  async sellAt(at: string, order: Partial<SoldOrder> = {}): Promise<void> {
    await this.sell({ partner: 1, currency: 'USD', items: [{ product: 1, units: 1, revenue: '1.00' }], ...order, at });
  }
}
