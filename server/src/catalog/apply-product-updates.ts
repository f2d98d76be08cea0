import type { Availability } from '@commerce-integration/contract';
import type { AttributeChanges } from '@commerce-integration/contract/feed-file';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/** The partner and job of a change to products, and its time. */
export interface UpdateOrigin {
  partnerId: number;
  jobId: number;
  at: Date;
}

/**
 * Sets availabilities, in the order given, and records each change in the products' history, with one statement for
 * all. The caller must have locked the products (`lockProductsForChange`).
 *
 * @param isUndoable whether former values are stored so that the job can be undone
 * @returns the indexes in `changes` of those that changed something, in order
 */
export async function setAvailabilities(
  em: UnitOfWork,
  changes: readonly { productId: number; availability: Availability }[],
  { partnerId, jobId, at }: UpdateOrigin,
  { isUndoable = false } = {},
): Promise<number[]> {
  if (changes.length === 0) return [];
  const rows = changes.map(({ productId, availability }) => ({ product_id: productId, availability }));
  const changed = await sqlOf(em).query<{ place: string }>(setAvailabilitiesSql(isUndoable), [
    JSON.stringify(rows),
    partnerId,
    jobId,
    at.toISOString(),
  ]);
  return changed.rows.map(({ place }) => Number(place));
}

const setAvailabilitiesSql = (isUndoable: boolean): string => `
  with change as materialized (
    select *, lag(availability) over (partition by product_id order by place) as earlier
    from rows from (json_to_recordset($1::json) as (product_id bigint, availability text))
      with ordinality as given (product_id, availability, place)
  ), news as materialized (
    select change.product_id, change.availability, change.place, product.partner_id, product.price, product.currency,
      coalesce(change.earlier, product.availability) as before
    from change join product on product.id = change.product_id and product.partner_id = $2::bigint
    where change.availability is distinct from coalesce(change.earlier, product.availability)
  ), recorded as (
    insert into product_change (product_id, partner_id, job_id, changed_at,
      price_from, price_to, currency_from, currency_to, availability_from, availability_to)
    select product_id, partner_id, $3::bigint, $4::timestamptz, price, price, currency, currency, before, availability
    from news order by place
  ), latest as (
    select distinct on (product_id) product_id, availability from change order by product_id, place desc
  ), written as (
    update product set availability = latest.availability, updated_at = $4::timestamptz
    from latest
    where product.id = latest.product_id and product.partner_id = $2::bigint
      and product.availability is distinct from latest.availability
    returning product.id, product.feed_id, product.availability
  ), ${isUndoable ? KEEP_AVAILABILITIES : ''} noted as (
    insert into catalogue_change (partner_id, changed_at) select $2::bigint, $4::timestamptz where exists (select from written)
  )
  select place - 1 as place from news order by place`;

const KEEP_AVAILABILITIES = `catalogue as (
    insert into catalogue_update (partner_id, job_id, began_at, changed_at, inserted)
    select $2::bigint, $3::bigint, now(), $4::timestamptz, 0 where exists (select from written)
    returning id
  ), former as (
    select distinct on (product_id) product_id, before from news order by product_id, place
  ), kept as (
    insert into product_field_change
      (update_id, partner_id, product_id, changed_at, feed_id_from, availability_from, availability_to)
    select catalogue.id, $2::bigint, written.id, $4::timestamptz, written.feed_id, former.before, written.availability
    from written join former on former.product_id = written.id, catalogue
  ),`;

/**
 * Sets some attributes of products, in the order given, with one statement for all; other attributes stay. The caller
 * must have locked the products and used the catalogue's spelling of the names (`spellChanges`).
 *
 * @returns the numbers of the products that changed
 */
export async function setAttributes(
  em: UnitOfWork,
  changes: readonly { productId: number; attributes: AttributeChanges }[],
  { partnerId, jobId, at }: UpdateOrigin,
): Promise<Set<number>> {
  // Of several changes to one attribute, only the last is written.
  const merged = new Map<number, AttributeChanges>();
  for (const { productId, attributes } of changes) merged.set(productId, { ...merged.get(productId), ...attributes });
  if (merged.size === 0) return new Set();
  const rows = [...merged].map(([product_id, attributes]) => ({ product_id, attributes }));
  const changed = await sqlOf(em).query<{ id: string }>(SET_ATTRIBUTES, [
    JSON.stringify(rows),
    partnerId,
    at.toISOString(),
    jobId,
  ]);
  return new Set(changed.rows.map(({ id }) => Number(id)));
}

const SET_ATTRIBUTES = `
  with change as materialized (
    select product.id, product.feed_id, product.attributes as before,
      jsonb_strip_nulls(product.attributes || given.attributes) as attributes
    from json_to_recordset($1::json) as given (product_id bigint, attributes jsonb)
    join product on product.id = given.product_id and product.partner_id = $2::bigint
  ), written as (
    update product set attributes = change.attributes, updated_at = $3::timestamptz
    from change where product.id = change.id and product.attributes <> change.attributes
    returning product.id
  ), catalogue as (
    insert into catalogue_update (partner_id, job_id, began_at, changed_at, inserted)
    select $2::bigint, $4::bigint, now(), $3::timestamptz, 0 where exists (select from written)
    returning id
  ), recorded as (
    insert into product_field_change
      (update_id, partner_id, product_id, changed_at, feed_id_from, attributes_from, attributes_to)
    select catalogue.id, $2::bigint, change.id, $3::timestamptz, change.feed_id, change.before, change.attributes
    from change join written on written.id = change.id, catalogue
  ), noted as (
    insert into catalogue_change (partner_id, changed_at) select $2::bigint, $3::timestamptz where exists (select from written)
  )
  select id from written`;
