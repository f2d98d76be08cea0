import { SINGLE } from './collect-changes.ts';

// Tenancy of this file: an undo works on the loads of its job, and on products of the partner of those ($1 or named).

/** The fields of a product in reports, in order; those of attributes are named `attributes.<name>`. */
const FIELDS = ['product_name', 'description', 'brand', 'category', 'price', 'availability'] as const;

const wrote = (name: string): string => `c.${name}_from is distinct from c.${name}_to`;
const changedBetween = (name: string): string => `'${name}' = any(c.changed_between)`;
const money = (of: string, suffix = ''): string => `(${of}.price${suffix}, ${of}.currency${suffix})`;

/** The products created by the loads. $1 partner, $2 the start time of each load that created any. */
export const FIND_NEW = `create temp table undo_new on commit drop as
  select id from product where partner_id = $1 and created_at = any($2::timestamptz[])`;

/** Locks all products of the loads, in the order of `database/locks.ts`. Returns the `moment` of the undo. */
export const LOCK_PRODUCTS = `with locked as materialized (
    select count(*) from (
      select id from product
      where id in (
        select product_id from pg_temp.undo_change
        union all select id from pg_temp.undo_new
      )
      order by id for no key update
    ) product_of_load
  )
  select change_moment() as moment from locked`;

/**
 * Decides what to restore of each product that the loads changed but did not create: values that are still those that
 * the loads wrote. `<field>_back` marks a field to restore, `<field>_kept` one that was changed since, and
 * `attributes_back` has the attributes to set, with null for those to remove. $1 partner.
 */
export const CLASSIFY = `create temp table undo_row on commit drop as
  select c.*, p.sku, p.id is null as missing,
    ${SINGLE.map((name) => `${wrote(name)} and p.${name} is not distinct from c.${name}_to as ${name}_back`)},
    ${money('c', '_from')} is distinct from ${money('c', '_to')}
      and ${money('p')} is not distinct from ${money('c', '_to')} as price_back,
    ${money('c', '_from')} is distinct from ${money('c', '_to')}
      and ${money('p')} is distinct from ${money('c', '_to')} or ${changedBetween('price')} as price_kept,
    ${SINGLE.map((name) => `${wrote(name)} and p.${name} is distinct from c.${name}_to or ${changedBetween(name)} as ${name}_kept`)},
    attribute.back as attributes_back, attribute.kept as attributes_kept
  from pg_temp.undo_change c
  left join product p on p.id = c.product_id and p.partner_id = $1
  cross join lateral (
    select jsonb_object_agg(name, c.attributes_from -> name) filter (where holds) as back,
      array_agg('attributes.' || name order by name) filter (where not holds or is_between) as kept
    from (
      select name, p.attributes -> name is not distinct from c.attributes_to -> name as holds,
        'attributes.' || name = any(c.changed_between) as is_between
      from jsonb_object_keys(coalesce(c.attributes_from, '{}') || coalesce(c.attributes_to, '{}')) name
      where c.attributes_from -> name is distinct from c.attributes_to -> name
    ) changed
  ) attribute
  where not exists (select from pg_temp.undo_new n where n.id = c.product_id)`;

const BACK = `(${[...FIELDS.map((name) => `${name}_back`), 'attributes_back is not null'].join(' or ')})`;
const KEPT = `(${[...FIELDS.map((name) => `${name}_kept`), 'attributes_kept is not null'].join(' or ')})`;

/**
 * The catalogue updates of which nothing remains after the undo: the loads, those undone before, and their undos. $1
 * loads, $2 partner.
 */
const TAKEN_BACK = `select id from catalogue_update taken where partner_id = $2
    and changed_at >= (select min(changed_at) from catalogue_update where id = any($1::bigint[]))
    and (id = any($1::bigint[]) or undone_by_job_id is not null
      or job_id in (select undone_by_job_id from catalogue_update where partner_id = $2))`;

/** Whether anything else has changed a product `p` of the loads. Batch operations may leave no field changes. */
const CHANGED_SINCE = `(
    exists (
      select from product_field_change f
      where f.product_id = p.id and f.changed_at >= p.created_at and f.update_id not in (select id from taken_back)
    ) or exists (
      select from product_change h where h.product_id = p.id and not exists (
        select from product_field_change f where f.product_id = p.id and f.changed_at = h.changed_at
      )
    )
  )`;

/**
 * Decides the fate of products created by the loads: removed if nothing references them, discontinued if something
 * does, kept if something else has changed them since. $1 loads, $2 partner.
 *
 * @param isReferenced SQL that tells whether something references the product whose ID is in a column
 */
export function classifyNew(isReferenced: (column: string) => string): string {
  return `create temp table undo_new_row on commit drop as
    with taken_back as materialized (${TAKEN_BACK})
    select p.id, p.sku, p.price, p.currency, p.availability,
      case when p.updated_at <> p.created_at and ${CHANGED_SINCE} then 'kept'
        when ${isReferenced('p.id')} then 'discontinued'
        else 'removed' end as outcome
    from product p join pg_temp.undo_new n on n.id = p.id`;
}

/** The effect of an undo, in numbers of products. */
export const COUNT = `select
    (select count(*) from pg_temp.undo_row where not missing and not ${KEPT})::integer as restored,
    (select count(*) from pg_temp.undo_row where not missing and ${KEPT})::integer as kept,
    (select count(*) from pg_temp.undo_row where missing)::integer as errored,
    (select count(*) from pg_temp.undo_new_row where outcome = 'removed')::integer as removed,
    (select count(*) from pg_temp.undo_new_row where outcome = 'discontinued')::integer as discontinued,
    (select count(*) from pg_temp.undo_new_row where outcome = 'kept')::integer as new_kept`;

/** Whether the feed of a product `p`, with its change `u`, is still the load's: no other feed has changed it since. */
const IS_OF_LOAD =
  'p.feed_id is not distinct from (select feed_id from catalogue_update load where load.id = u.update_id)';

/**
 * For a fully restored product that another feed has changed since: undoing that one restores the feed before the load,
 * not the load's feed.
 */
export const FORGET_FEED = `update product_field_change later set feed_id_from = u.feed_id_from
  from pg_temp.undo_row u join catalogue_update load on load.id = u.update_id join product p on p.id = u.product_id
  where later.product_id = u.product_id and later.changed_at > u.changed_at
    and p.feed_id is distinct from load.feed_id and later.feed_id_from = load.feed_id and not ${KEPT}`;

/** $1 moment. A fully restored product gets its previous feed back. */
export const RESTORE = `update product p set
    ${SINGLE.map((name) => `${name} = case when u.${name}_back then u.${name}_from else p.${name} end`)},
    price = case when u.price_back then u.price_from else p.price end,
    currency = case when u.price_back then u.currency_from else p.currency end,
    attributes = jsonb_strip_nulls(p.attributes || coalesce(u.attributes_back, '{}')),
    feed_id = case when ${IS_OF_LOAD} and not ${KEPT} then u.feed_id_from else p.feed_id end,
    updated_at = $1
  from pg_temp.undo_row u where p.id = u.product_id and ${BACK}`;

/** Records the changes of price and availability. $1 partner, $2 job, $3 moment. */
export const RECORD_RESTORED = `with change as (
    insert into product_change (product_id, partner_id, feed_id, job_id, changed_at,
      price_from, price_to, currency_from, currency_to, availability_from, availability_to)
    select u.product_id, $1, null, $2, $3,
      case when price_back then u.price_to else p.price end, p.price,
      case when price_back then u.currency_to else p.currency end, p.currency,
      case when availability_back then u.availability_to else p.availability end, p.availability
    from pg_temp.undo_row u join product p on p.id = u.product_id
    where price_back or availability_back order by u.product_id
    returning product_id, (price_from, currency_from) is distinct from (price_to, currency_to) as has_new_price
  )
  select count(*)::integer as products,
    array(select product_id::float8 from change where has_new_price limit $4) as sample
  from change where has_new_price`;

/** Stores what the undo changed, as a load does, for the products' history. $1 load, $2 partner, $3 moment. */
export const KEEP_RESTORED = `insert into product_field_change (update_id, partner_id, product_id, changed_at, feed_id_from,
    ${[...SINGLE, 'price', 'currency'].flatMap((name) => [`${name}_from`, `${name}_to`])}, attributes_from, attributes_to)
  select $1, $2, product_id, $3, feed_id_from,
    ${SINGLE.flatMap((name) => swapped(name, `${name}_back`))},
    ${['price', 'currency'].flatMap((name) => swapped(name, 'price_back'))},
    case when attributes_back is not null then attributes_to end,
    case when attributes_back is not null then jsonb_strip_nulls(attributes_to || attributes_back) end
  from pg_temp.undo_row where not missing and ${BACK} order by product_id`;

function swapped(name: string, back: string): string[] {
  return [`case when ${back} then ${name}_to end`, `case when ${back} then ${name}_from end`];
}

/** Removes new products and their records. */
export const REMOVE_NEW = `with gone as (
    delete from product p using pg_temp.undo_new_row n where p.id = n.id and n.outcome = 'removed' returning p.id
  ), unsearched as (
    delete from product_search s using gone where s.product_id = gone.id
  )
  delete from product_change c using gone where c.product_id = gone.id`;

/** $1 moment. */
export const DISCONTINUE_NEW = `update product p set availability = 'discontinued', updated_at = $1
  from pg_temp.undo_new_row n
  where p.id = n.id and n.outcome = 'discontinued' and p.availability is distinct from 'discontinued'`;

/** $1 partner, $2 job, $3 moment. */
export const RECORD_DISCONTINUED = `insert into product_change (product_id, partner_id, feed_id, job_id, changed_at,
    price_from, price_to, currency_from, currency_to, availability_from, availability_to)
  select id, $1, null, $2, $3, price, price, currency, currency, availability, 'discontinued'
  from pg_temp.undo_new_row
  where outcome = 'discontinued' and availability is distinct from 'discontinued' order by id`;

/** Reports what was kept and what could not be restored, with the reason. $1 job. */
export const REPORT = `insert into job_error
    (job_id, file_number, line, position, severity, sku, "column", code, message)
  select $1, 0, row_number() over (order by product_id, place), 0, severity, sku, field, code, message
  from (
    select product_id, place, 'warning' as severity, sku, field, 'changed_since' as code,
      'The field was changed after the load, and was kept.' as message
    from pg_temp.undo_row
    cross join lateral (
      select place, field from (values ${FIELDS.map((name, n) => `(${n}, '${name}', ${name}_kept)`)}) known (place, field, is_kept)
      where is_kept
      union all
      select 99 + place, field from unnest(attributes_kept) with ordinality as attribute (field, place)
    ) kept_field
    where not missing
    union all
    select id, 0, 'warning', sku, null, 'changed_since', 'The product was changed after the load, and was kept.'
    from pg_temp.undo_new_row where outcome = 'kept'
    union all
    select product_id, 0, 'error', null, null, 'product_gone', 'A product of the load does not exist any more.'
    from pg_temp.undo_row where missing
  ) report`;

/** Largest number of changes that an undo with `validate_only` reports. */
const SAMPLE = 1_000;

/** Reports the first changes that an undo would make, in product order. $1 job. */
export const SAMPLE_CHANGES = `insert into job_change (job_id, position, sku, field, from_value, to_value)
  select $1, row_number() over (order by product_id, place, field), sku, field, from_value, to_value
  from (
    select product_id, place, sku, field, from_value, to_value
    from pg_temp.undo_row
    cross join lateral (
      select place, field, from_value, to_value from (values
        ${SINGLE.map((name, n) => `(${n}, '${name}', ${name}_to, ${name}_from, ${name}_back)`)},
        (10, 'price', trim_scale(price_to)::text, trim_scale(price_from)::text, price_back and price_to is distinct from price_from),
        (11, 'currency', currency_to, currency_from, price_back and currency_to is distinct from currency_from)
      ) known (place, field, from_value, to_value, is_back)
      where is_back
      union all
      select 99, 'attributes.' || name, attributes_to ->> name, attributes_back ->> name
      from jsonb_object_keys(attributes_back) name
    ) field_back
    where not missing and ${BACK}
    union all
    select id, 0, sku, 'availability', availability, case when outcome = 'discontinued' then 'discontinued' end
    from pg_temp.undo_new_row where outcome <> 'kept'
    order by product_id, place, field limit ${SAMPLE}
  ) sample`;
