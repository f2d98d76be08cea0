/**
 * SQL of what was sold: a relation of every item of every order, with columns `sold_at`, `partner_id`, `currency`,
 * `order_id`, `product_id`, `units` and `revenue` (major units). Analytics count from it what their sums are too coarse
 * for, and check their sums against it. Tenancy: it has every partner's; who reads it for a caller confines `partner_id`.
 */
export const SOLD_ITEMS = `(select sales_order.created_at as sold_at, sales_order.partner_id, sales_order.currency,
    sales_order.id as order_id, order_item.product_id, order_item.quantity as units, order_item.line_total as revenue
  from sales_order join order_item on order_item.order_id = sales_order.id)`;
