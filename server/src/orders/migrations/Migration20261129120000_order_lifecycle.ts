import { Migration } from '@mikro-orm/migrations';

/** The states of orders, their deliveries, parcels and history, and the approval of orders. */
export class Migration20261129120000_order_lifecycle extends Migration {
  override up(): void {
    for (const statement of LIFECYCLE) this.addSql(statement);
  }
}

const LIFECYCLE = [
  `alter table sales_order
    drop constraint sales_order_status_check,
    add column fulfillment_status text not null default 'unfulfilled',
    add column block_export boolean not null default false,
    -- Counts the changes; 1 for an order that was never changed, which has no deliveries.
    add column version integer not null default 1`,
  // Only for orders in progress: creating and ending an order writes nothing here.
  `create index sales_order_open_idx on sales_order (status, id)
    where status in ('waiting_approval', 'in_progress', 'partially_shipped')`,
  `create index sales_order_failed_idx on sales_order (id) where fulfillment_status = 'failed'`,
  `create index sales_order_blocked_idx on sales_order (id) where block_export`,

  `alter table order_item
    add column shipped_quantity integer not null default 0,
    add column cancelled_quantity integer not null default 0,
    add column returned_quantity integer not null default 0`,
  `create index order_item_product_idx on order_item (product_id, order_id)`,

  `create sequence delivery_id_seq`,
  `create table delivery (
    id bigint primary key default nextval('delivery_id_seq'),
    partner_id bigint not null references partner,
    order_id bigint not null references sales_order,
    status text not null,
    block_export boolean not null,
    carrier text,
    tracking_number text,
    estimated_from timestamptz(3),
    estimated_until timestamptz(3),
    -- As the contract shows them.
    items jsonb not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  `create index delivery_order_idx on delivery (order_id, id)`,

  `create sequence shipment_id_seq`,
  `create table shipment (
    id bigint primary key default nextval('shipment_id_seq'),
    partner_id bigint not null references partner,
    order_id bigint not null references sales_order,
    delivery_id bigint not null references delivery,
    carrier text,
    tracking_number text,
    -- As the contract shows them.
    items jsonb not null,
    shipped_at timestamptz(3) not null
  )`,
  `create index shipment_order_idx on shipment (order_id, id)`,
  `create index shipment_tracking_idx on shipment (tracking_number, order_id) where tracking_number is not null`,

  `create index shipment_tracking_prefix_idx on shipment (partner_id, lower(tracking_number) text_pattern_ops)
    where tracking_number is not null`,

  `create table order_change (
    id bigint generated always as identity primary key,
    partner_id bigint not null,
    order_id bigint not null references sales_order,
    subject text not null,
    caused_by text not null,
    from_state text not null,
    to_state text not null,
    quantity integer,
    reason text,
    at timestamptz(3) not null
  )`,
  `create index order_change_order_idx on order_change (order_id, id)`,

  `alter table partner
    add column orders_need_approval boolean not null default false,
    add column orders_need_approval_above numeric(16, 4)`,
];
