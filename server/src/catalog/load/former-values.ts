import type { FeedLayout } from '@commerce-integration/contract/feed-file';
import type { PoolClient } from 'pg';
import { targetColumns } from './load-columns.ts';
import type { LoadTask } from './load-task.ts';
import { WINNING } from './merge-sql.ts';

// What a load keeps so that it can be undone: one row for itself, and for each product that it updated or discontinued,
// the fields that changed, with the value before and after. New products are found by their time of creation, which is
// the beginning of the load's transaction. Tenancy of this file: as in `merge-sql.ts`.

/** What a load has written. */
interface Written {
  /** The time of its changes. */
  readonly moment: Date;
  readonly inserted: number;
  readonly updated: number;
  readonly removed: number;
}

/** Records a load and the former values of its changes, before removed products are dropped. */
export async function keepFormerValues(
  client: PoolClient,
  { partnerId, jobId, feedId }: LoadTask,
  layout: FeedLayout,
  { moment, inserted, updated, removed }: Written,
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(RECORD_UPDATE, [partnerId, jobId, feedId, moment, inserted]);
  const about = [rows[0]?.id, partnerId, moment];
  if (updated > 0) await client.query(keepChanged(layout), about);
  if (removed > 0) await client.query(KEEP_REMOVED, about);
}

/** Records an update of the catalogue. $1 partner, $2 job, $3 feed, $4 moment, $5 number of new products. */
export const RECORD_UPDATE = `insert into catalogue_update (partner_id, job_id, feed_id, began_at, changed_at, inserted)
  values ($1, $2, $3, now(), $4, $5) returning id`;

/** $1 load, $2 partner, $3 moment. Price and currency are stored together: they only make sense as a pair. */
function keepChanged(layout: FeedLayout): string {
  const names = targetColumns(layout).map(({ name }) => name);
  const to = (name: string): string => (names.includes(name) ? name : `${name}_from`);
  const money = `(price_from, currency_from) is distinct from (${to('price')}, ${to('currency')})`;
  const changed = (name: string): string => (isMoney(name) ? money : `${name}_from is distinct from ${name}`);
  const kept = [...new Set([...names, ...(names.some(isMoney) ? MONEY : [])])];
  const columns = kept.flatMap((name) => [`${name}_from`, `${name}_to`]);
  const values = kept.flatMap((name) => [
    `case when ${changed(name)} then ${name}_from end`,
    `case when ${changed(name)} then ${to(name)} end`,
  ]);
  return `insert into product_field_change (update_id, partner_id, product_id, changed_at, feed_id_from, ${columns})
    select $1, $2, product_id, $3, feed_id_from, ${values}
    from (${WINNING}) winning where not inserted_now order by product_id`;
}

const MONEY = ['price', 'currency'];
const isMoney = (name: string): boolean => MONEY.includes(name);

/** $1 load, $2 partner, $3 moment. */
const KEEP_REMOVED = `insert into product_field_change
    (update_id, partner_id, product_id, changed_at, feed_id_from, availability_from, availability_to)
  select $1, $2, id, $3, feed_id, availability, 'discontinued' from pg_temp.removed_product order by id`;
