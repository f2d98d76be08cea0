/**
 * SQL of sold items: a relation of every item of every order, with columns `sold_at`, `partner_id`, `currency`,
 * `order_id`, `product_id`, `units` and `revenue` (major units). Analytics read it for parts of a quarter of an hour,
 * and verify their sums with it. Tenancy: contains every partner's items; the caller must filter by `partner_id`.
 */
export const SOLD_ITEMS = `(select sales_order.created_at as sold_at, sales_order.partner_id, sales_order.currency,
    sales_order.id as order_id, order_item.product_id, order_item.quantity as units, order_item.line_total as revenue
  from sales_order join order_item on order_item.order_id = sales_order.id)`;
