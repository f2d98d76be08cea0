/** The numbers of the overview, computed without sums and bounds. */
export const COUNTS = `select (select count(*) from product where $1::bigint is null or partner_id = $1),
  (select count(*) from sales_order where $1::bigint is null or partner_id = $1),
  (select count(*) from sales_order where ($1::bigint is null or partner_id = $1) and created_at > now() - interval '1 day'),
  (select count(*) from job where ($1::bigint is null or partner_id = $1) and status = 'failed'),
  (select count(*) from webhook_delivery where ($1::bigint is null or partner_id = $1) and status = 'failed')`;

/** A search without its own indexes. */
export const CONTAINS = `(select 'PR' || id, product_name from product where ($1::bigint is null or partner_id = $1)
    and (sku ilike $2 or product_name ilike $2) order by id limit 20)
  union all
  (select 'OR' || id, customer_reference from sales_order where ($1::bigint is null or partner_id = $1)
    and customer_reference ilike $2 order by id limit 20)
  union all
  (select 'FD' || id, file_name from feed where ($1::bigint is null or partner_id = $1) and file_name ilike $2
    order by id limit 20)`;
