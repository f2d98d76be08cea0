import { Migration } from '@mikro-orm/migrations';

/** What analytics read instead of the orders. */
export class Migration20261121140000_sales_rollups extends Migration {
  override up(): void {
    for (const statement of RECENT_SALES) this.addSql(statement);
  }
}

const RECENT_SALES = [
  // Written by the transaction of each order. Product 0 stands for the order as a whole. The slot is the writing
  // connection's: orders of one product at the same time change rows of their own and do not wait for each other.
  `create table recent_sales (
    bucket timestamptz not null,
    partner_id bigint not null,
    product_id bigint not null,
    currency text not null,
    slot smallint not null,
    order_count bigint not null,
    units bigint not null,
    revenue numeric(28, 4) not null,
    primary key (product_id, bucket, partner_id, currency, slot)
  )
  -- Room on the page for the new version of a row that is changed again and again.
  with (fillfactor = 50)`,
];
