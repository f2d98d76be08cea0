/**
 * SQL of what the catalogue calls its products now: a relation with `product_id`, `partner_id`, `sku`, `product_name`.
 * Tenancy: it has every partner's; who reads it for a caller asks for products that the caller may see.
 */
export const PRODUCT_LABELS = '(select id as product_id, partner_id, sku, product_name from product)';
