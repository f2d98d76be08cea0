/** SQL of what the catalogue calls its products now: a relation with `product_id`, `partner_id`, `sku`, `product_name`. */
export const PRODUCT_LABELS = '(select id as product_id, partner_id, sku, product_name from product)';
