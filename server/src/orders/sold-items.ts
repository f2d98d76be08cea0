/**
 * SQL of ordered items and their remaining units, neither cancelled nor returned: a relation of every item of every
 * order, with columns `sold_at`, `partner_id`, `currency`, `order_id`, `item_id`, `product_id`, `unit_price`, `units`
 * and `revenue` (major units). Tenancy: contains every partner's items; the caller must filter.
 */
export const ITEMS_LEFT = `(select sales_order.created_at as sold_at, sales_order.partner_id, sales_order.currency,
    sales_order.id as order_id, order_item.id as item_id, order_item.product_id, order_item.unit_price,
    order_item.quantity - order_item.cancelled_quantity - order_item.returned_quantity as units,
    order_item.line_total - order_item.unit_price * (order_item.cancelled_quantity + order_item.returned_quantity)
      as revenue
  from sales_order join order_item on order_item.order_id = sales_order.id)`;

/**
 * SQL of sold items: those of {@link ITEMS_LEFT} with remaining units. Analytics reads partial quarter-hours from it,
 * and verifies its sums against it. Tenancy: as above.
 */
export const SOLD_ITEMS = `(select * from ${ITEMS_LEFT} item_left where units > 0)`;
