import { Migration } from '@mikro-orm/migrations';

/** Sales channels, price lists with their history, and the channel of orders. */
export class Migration20261121150000_sales_channels_and_prices extends Migration {
  override up(): void {
    for (const statement of [...SALES_CHANNELS, ...PRICES]) this.addSql(statement);
  }
}

const SALES_CHANNELS = [
  `create sequence sales_channel_id_seq`,
  `create table sales_channel (
    id bigint primary key default nextval('sales_channel_id_seq'),
    partner_id bigint not null references partner,
    name text not null,
    type text not null,
    external_id text,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  `create index sales_channel_partner_idx on sales_channel (partner_id, id)`,
  `create unique index sales_channel_external_id_key on sales_channel (partner_id, external_id)`,
  `alter table sales_order add column sales_channel_id bigint references sales_channel`,
];

const PRICES = [
  // The current lists. No foreign keys here either: a writer locks the product, and products and channels are never
  // deleted. Channel 0 stands for the base list.
  `create table product_price (
    product_id bigint not null,
    sales_channel_id bigint not null,
    valid_from timestamptz(3) not null,
    price numeric(16, 4) not null,
    currency text not null,
    primary key (product_id, sales_channel_id, valid_from)
  )`,
  // Every version of each list, complete and sorted by valid_from; rows are never changed or deleted.
  `create table price_list_version (
    id bigint generated always as identity primary key,
    product_id bigint not null,
    partner_id bigint not null,
    sales_channel_id bigint not null,
    set_at timestamptz(3) not null,
    entries jsonb not null
  )`,
  `create index price_list_version_list_idx on price_list_version (product_id, sales_channel_id, id)`,
  // For operations that name a product by its external ID. Contains no rows of feeds without that column.
  `create index product_external_id_idx on product (partner_id, (attributes ->> 'external_id'))
    where attributes ->> 'external_id' is not null`,
];
