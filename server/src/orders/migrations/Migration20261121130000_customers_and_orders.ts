import { Migration } from '@mikro-orm/migrations';

/** Customers, their addresses, and orders. */
export class Migration20261121130000_customers_and_orders extends Migration {
  override up(): void {
    for (const statement of [...CUSTOMERS, ...ORDERS]) this.addSql(statement);
  }
}

const CUSTOMERS = [
  `create sequence customer_id_seq`,
  // A customer without a partner belongs to the operator.
  `create table customer (
    id bigint primary key default nextval('customer_id_seq'),
    partner_id bigint references partner,
    first_name text not null,
    last_name text not null,
    -- Encrypted, each value with the ID of its key in front; so are phone, street and postal code.
    email text not null,
    phone text,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  `create index customer_partner_idx on customer (partner_id, id)`,

  `create sequence customer_address_id_seq`,
  `create table customer_address (
    id bigint primary key default nextval('customer_address_id_seq'),
    customer_id bigint not null references customer,
    partner_id bigint references partner,
    address_line1 text not null,
    address_line2 text,
    city text not null,
    state text not null,
    postal_code text not null,
    country text not null,
    created_at timestamptz(3) not null
  )`,
  `create index customer_address_customer_idx on customer_address (customer_id, id)`,
];

const ORDERS = [
  `create sequence order_id_seq`,
  // The foreign keys to customer and address keep a customer from being deleted while an order for it is being created.
  `create table sales_order (
    id bigint primary key default nextval('order_id_seq'),
    partner_id bigint not null references partner,
    customer_reference text,
    customer_id bigint references customer,
    shipping_address_id bigint references customer_address,
    status text not null check (status in ('created')),
    total_amount numeric(16, 4) not null,
    currency text not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  `create index sales_order_partner_idx on sales_order (partner_id, id)`,
  `create index sales_order_created_idx on sales_order (created_at, id)`,
  `create index sales_order_customer_idx on sales_order (customer_id, id) where customer_id is not null`,
  `create index sales_order_address_idx on sales_order (shipping_address_id) where shipping_address_id is not null`,
  `create index sales_order_reference_idx on sales_order (customer_reference, id) where customer_reference is not null`,

  `create sequence order_item_id_seq`,
  // No foreign key to the product: an order reads its products FOR SHARE in the same transaction, and products are
  // never deleted.
  `create table order_item (
    id bigint primary key default nextval('order_item_id_seq'),
    order_id bigint not null references sales_order,
    product_id bigint not null,
    sku text not null,
    product_name text not null,
    quantity integer not null check (quantity > 0),
    unit_price numeric(16, 4) not null,
    line_total numeric(16, 4) not null
  )`,
  `create index order_item_order_idx on order_item (order_id, id)`,
];
