import { PRICE_CHANGE_SAMPLE } from '@commerce-integration/contract';
import type { FeedLayout } from '@commerce-integration/contract/feed-file';
import { formerColumns, INSERTED_NOW, targetColumns } from './load-columns.ts';

// Tenancy of this file: a load works on the partner of its job only. The staging tables have rows of its file, and are
// joined with products of that partner.

/** The rows that count: of the changed rows, the last one of each SKU. */
export const WINNING = `select c.* from pg_temp.changed_row c left join pg_temp.repeated_sku r on r.sku = c.sku
  where r.sku is null or c.line = r.last_line`;

/** SKUs that the file repeats, among the filter's candidates. */
export const FIND_REPEATS = `create temp table repeated_sku on commit drop as
  select sku, max(line) as last_line from pg_temp.staged_row
  where sku in (select sku from pg_temp.staged_row where repeated)
  group by sku having count(*) > 1`;

/** An empty table, for files in which the filter reports no possible repeat. */
export const NO_REPEATS = 'create temp table repeated_sku (sku text, last_line integer) on commit drop';

/** Reports every earlier line of a repeated SKU. $1 job, $2 number and $3 name of the file. */
export const REPORT_REPEATS = `insert into job_error
    (job_id, file_number, file_name, line, position, severity, sku, "column", code, message, value)
  select $1, $2, $3, s.line, 0, 'warning', s.sku, 'sku', 'duplicate_sku',
    'The SKU is named again in line ' || r.last_line || ', which counts.', s.sku
  from pg_temp.staged_row s join pg_temp.repeated_sku r on r.sku = s.sku
  where s.line < r.last_line`;

/** Counts what a load would have done, for `validateOnly`. */
export const COUNT_WINNING = `select count(*) filter (where product_id is null)::integer as inserted,
    count(*) filter (where product_id is not null)::integer as updated
  from (${WINNING}) winning`;

/**
 * Locks every product that will be written, in the order of `database/locks.ts`. (An update would lock in the order of
 * its join.) Returns the `moment` of the change.
 *
 * @param full whether products are discontinued, too
 */
export function lockProductsToWrite(full: boolean): string {
  const removed = full ? 'union all select id from pg_temp.removed_product' : '';
  return `with locked as materialized (
      select count(*) from (
        select id from product
        where id in (select product_id from pg_temp.changed_row where not inserted_now ${removed})
        order by id for no key update
      ) product_to_write
    )
    select change_moment() as moment from locked`;
}

/**
 * Whether other transactions have changed products of the partner since the load began, so that they must be read
 * again. The recorded commit time is a little before the actual commit, more so on a slow disk or replica, so slightly
 * earlier changes count, too. $1 partner.
 */
export const CHANGED_MEANWHILE = `select from catalogue_change
  where partner_id = $1 and seen_at >= now() - interval '10 seconds' limit 1`;

/** Reads the products of changed rows again, in case a batch has changed them in the meantime. */
export function readAgain(layout: FeedLayout): string {
  const former = formerColumns(layout).map(({ name }) => `${name}_from = p.${name}`);
  const merged = targetColumns(layout)
    .filter(({ name, later }) => name === 'attributes' || later !== undefined)
    .map(({ name, value, later = value }) => `${name} = ${later}`);
  return `update pg_temp.changed_row c
    set feed_id_from = p.feed_id, ${[...former, ...merged].join(', ')}
    from product p, pg_temp.staged_row s
    where p.id = c.product_id and s.line = c.line and not c.inserted_now`;
}

/** Drops rows whose products already have the row's values. */
export function forgetUnchanged(layout: FeedLayout): string {
  const names = targetColumns(layout).map(({ name }) => name);
  return `delete from pg_temp.changed_row where not inserted_now
    and (${names.map((name) => `${name}_from`)}) is not distinct from (${names})`;
}

/** Reads the products that are missing from a full feed again. */
export const READ_REMOVED_AGAIN = `update pg_temp.removed_product r
  set feed_id = p.feed_id, price = p.price, currency = p.currency, availability = p.availability
  from product p where p.id = r.id`;

/** Drops missing products that are discontinued by now. */
export const FORGET_DISCONTINUED = `delete from pg_temp.removed_product where availability = 'discontinued'`;

/** Counts the winning rows whose SKU has no product. $1 partner. */
export const COUNT_UNKNOWN = `select count(*)::integer as count
  from pg_temp.staged_row s left join pg_temp.repeated_sku r on r.sku = s.sku
  where (r.sku is null or s.line = r.last_line)
    and not exists (select from product p where p.partner_id = $1 and p.sku = s.sku)`;

/** Updates changed products from the last line of their SKU. $1 feed, $2 moment. */
export function updateProducts(layout: FeedLayout): string {
  const targets = targetColumns(layout).map(({ name }) => `${name} = w.${name}`);
  return `with winning as (${WINNING}),
    written as (
      update product p set ${targets.join(', ')}, feed_id = $1,
        updated_at = case when w.inserted_now then p.updated_at else $2 end
      from winning w where p.id = w.product_id
    )
    select count(*)::integer as updated from winning where not inserted_now`;
}

/** Records changes of price and availability. $1 partner, $2 feed, $3 job, $4 moment. */
export function recordHistory(layout: FeedLayout): string | undefined {
  const names = targetColumns(layout).map(({ name }) => name);
  const to = (name: string): string => (names.includes(name) ? name : `${name}_from`);
  const [price, currency, availability] = [to('price'), to('currency'), to('availability')];
  if (![price, currency, availability].some((name) => names.includes(name))) return undefined;
  return `with change as (
      insert into product_change (product_id, partner_id, feed_id, job_id, changed_at,
        price_from, price_to, currency_from, currency_to, availability_from, availability_to)
      select product_id, $1, $2, $3, $4,
        price_from, ${price}, currency_from, ${currency}, availability_from, ${availability}
      from (${WINNING}) winning
      where not inserted_now and (price_from, currency_from, availability_from)
        is distinct from (${price}, ${currency}, ${availability})
      order by line
      returning product_id, (price_from, currency_from) is distinct from (price_to, currency_to) as has_new_price
    )
    select count(*)::integer as products,
      array(select product_id::float8 from change where has_new_price limit ${PRICE_CHANGE_SAMPLE}) as sample
    from change where has_new_price`;
}

/**
 * The products that are missing from a full feed. A product in a rejected row is not missing: the partner still has it.
 * $1 partner, $2 job.
 */
export const FIND_REMOVED = `create temp table removed_product on commit drop as
  select p.id, p.sku, p.feed_id, p.price, p.currency, p.availability from product p
  where p.partner_id = $1 and p.availability is distinct from 'discontinued'
    and not exists (select from pg_temp.staged_row s where s.sku = p.sku)
    and not exists (select from job_error e where e.job_id = $2 and e.severity = 'error' and e.sku = p.sku)`;

/** How many products could be discontinued, and how many are missing. $1 partner, $2 feed. */
export const COUNT_REMOVED = `with found as materialized (
    select count(*)::integer as removed from pg_temp.removed_product
  )
  select removed, case when removed > 0 then (
      select count(*)::integer from product p
      where p.partner_id = $1 and p.availability is distinct from 'discontinued' and not ${INSERTED_NOW}
    ) else 0 end as active
  from found`;

/** $1 feed, $2 moment. */
export const DISCONTINUE_REMOVED = `update product p set availability = 'discontinued', feed_id = $1, updated_at = $2
  from pg_temp.removed_product r where p.id = r.id`;

/** $1 partner, $2 feed, $3 job, $4 moment. */
export const RECORD_REMOVED = `insert into product_change (product_id, partner_id, feed_id, job_id, changed_at,
    price_from, price_to, currency_from, currency_to, availability_from, availability_to)
  select id, $1, $2, $3, $4, price, price, currency, currency, availability, 'discontinued'
  from pg_temp.removed_product order by id`;

/**
 * Records a change of the catalogue; new products have the transaction's time. $1 partner, $2 moment, $3 any new ones.
 */
export const NOTE_CHANGE = `insert into catalogue_change (partner_id, changed_at)
  values ($1, case when $3::boolean then now() else $2::timestamptz end)`;

/** Largest number of changes that a load with `validateOnly` reports. */
const SAMPLE = 1_000;

/** Reports the first changes that a load would make, in file order; for a new product, all its fields. $1 job. */
export function sampleChanges(layout: FeedLayout): string {
  const fields = targetColumns(layout).filter(({ name }) => name !== 'attributes');
  const text = (value: string, type: string): string => (type === 'numeric' ? `trim_scale(${value})::text` : value);
  const values = fields.map(
    ({ name, type }, n) => `(${n}, '${name}', ${text(`p.${name}`, type)}, ${text(`w.${name}`, type)})`,
  );
  const attributes = `union all
    select 100, 'attributes.' || key, p.attributes ->> key, w.attributes ->> key
    from jsonb_object_keys(coalesce(p.attributes, '{}') || w.attributes) key`;
  return `insert into job_change (job_id, position, sku, field, from_value, to_value)
    select $1, coalesce((select max(position) from job_change where job_id = $1), 0)
        + row_number() over (order by w.line, f.n, f.field), w.sku, f.field, f.from_value, f.to_value
    from (select * from (${WINNING}) winning order by line limit ${SAMPLE}) w
    left join product p on p.id = w.product_id
    cross join lateral (
      select * from (values ${values.join(', ')}) known (n, field, from_value, to_value)
      ${layout.attributes.length > 0 ? attributes : ''}
    ) f
    where f.from_value is distinct from f.to_value
    order by w.line, f.n, f.field limit ${SAMPLE}`;
}

/** Reports the products that a full feed would discontinue, up to the sample's limit. $1 job. */
export const SAMPLE_REMOVED = `insert into job_change (job_id, position, sku, field, from_value, to_value)
  select $1, shown + row_number() over (order by id), sku, 'availability', availability, 'discontinued'
  from pg_temp.removed_product, (select count(*) as shown from job_change where job_id = $1) so_far
  order by id limit (select greatest(${SAMPLE} - count(*), 0) from job_change where job_id = $1)`;
