import { Migration } from '@mikro-orm/migrations';

/** The tables that analytics read instead of orders and jobs. */
export class Migration20261121140000_sales_rollups extends Migration {
  override up(): void {
    for (const statement of [...SALES, ...FEED_ACTIVITY]) this.addSql(statement);
  }
}

const SALES = [
  // A row for each order that is not rolled up yet. Append-only, so that concurrent orders never wait for each other
  // here, even for one product; and without an index, so that it adds almost nothing to the time of an order.
  `create table recent_sales (
    sold_at timestamptz(3) not null,
    partner_id bigint not null,
    currency text not null,
    product_ids bigint[] not null,
    units bigint[] not null,
    revenue numeric(16, 4)[] not null
  )
  -- Its rows live for seconds. What is left of them must not pile up: reports read the whole table.
  with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000)`,

  // The sums of all other orders, for the buckets of each grain (grains.ts names them). Partner -1 is all partners
  // together.
  `create table partner_sales (
    grain smallint not null,
    partner_id bigint not null,
    bucket timestamptz not null,
    currency text not null,
    order_count bigint not null,
    units bigint not null,
    revenue numeric(28, 4) not null,
    primary key (grain, partner_id, bucket, currency)
  ) with (fillfactor = 90)`,
  `create index partner_sales_bucket_idx on partner_sales (grain, bucket)`,

  // Revenue as two integers, major units and ten-thousandths: a report adds it up for tens of thousands of products,
  // and `numeric` takes twice as long. PostgreSQL's own sum of bigint is a numeric as well.
  `create table product_sales (
    grain smallint not null,
    partner_id bigint not null,
    bucket timestamptz not null,
    product_id bigint not null,
    currency text not null,
    order_count bigint not null,
    units bigint not null,
    revenue bigint not null,
    revenue_rest bigint not null,
    primary key (grain, partner_id, bucket, product_id, currency)
  ) with (fillfactor = 90)`,
  `create aggregate bigint_sum(bigint) (
    sfunc = int8pl, stype = bigint, initcond = '0', combinefunc = int8pl, parallel = safe
  )`,
];

/** Grains of `feed_activity`: the moment itself, and the day, month and year that contain it. */
const ACTIVITY_GRAINS = `(values (0, at), (3, date_trunc('day', at, 'UTC')), (4, date_trunc('month', at, 'UTC')),
  (5, date_trunc('year', at, 'UTC'))) grains (grain, bucket)`;

const FEED_ACTIVITY = [
  // Written in the transaction of what it counts.
  `create table feed_activity (
    grain smallint not null,
    partner_id bigint not null,
    bucket timestamptz(3) not null,
    feeds bigint not null,
    loads bigint not null,
    loads_failed bigint not null,
    rows_processed bigint not null,
    rows_inserted bigint not null,
    rows_updated bigint not null,
    rows_skipped bigint not null,
    primary key (grain, partner_id, bucket)
  )`,
  `create index feed_activity_bucket_idx on feed_activity (grain, bucket)`,
  // Finds a partner's last success in a range.
  `create index feed_activity_success_idx on feed_activity (partner_id, bucket) where grain = 0 and loads > 0`,

  // Adds the activity before this table existed, from the events: a job stores its last run only.
  `insert into feed_activity
    select grain, partner_id, bucket, sum(feeds), sum(loads), sum(loads_failed), sum(processed), sum(inserted),
      sum(updated), sum(skipped)
    from (
      select partner_id, uploaded_at as at, 1 as feeds, 0 as loads, 0 as loads_failed, 0 as processed, 0 as inserted,
        0 as updated, 0 as skipped
      from feed where status = 'uploaded' and uploaded_at is not null
      union all
      select feed.partner_id, occurred_at, 0, (event_type = 'feed.validation.completed')::integer,
        (event_type = 'feed.validation.failed')::integer, coalesce((data #>> '{result,processed}')::bigint, 0),
        coalesce((data #>> '{result,inserted}')::bigint, 0), coalesce((data #>> '{result,updated}')::bigint, 0),
        coalesce((data #>> '{result,skipped}')::bigint, 0)
      from event join feed on feed.id = substr(data ->> 'feed_id', 3)::bigint
      where event_type in ('feed.validation.completed', 'feed.validation.failed') and not feed.validate_only
    ) done cross join lateral ${ACTIVITY_GRAINS}
    group by grain, partner_id, bucket`,
];
