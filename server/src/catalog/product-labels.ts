/**
 * SQL of the current SKUs and names of products: a relation with `product_id`, `partner_id`, `sku`, `product_name`.
 * Tenancy: contains every partner's products; the caller must restrict it to visible ones.
 */
export const PRODUCT_LABELS = '(select id as product_id, partner_id, sku, product_name from product)';
