import type { FeedLayout } from '@commerce-integration/contract/feed-file';
import {
  currencyValue,
  formerColumns,
  INSERTED_NOW,
  pairsPriceWithCatalogue,
  priceValue,
  stagedColumns,
  targetColumns,
} from './load-columns.ts';
import type { RowsWanted } from './load-task.ts';

// Tenancy of this file: as in `merge-sql.ts`; $1 is the partner.

/**
 * The SQL that stages a file's rows, chunk by chunk. Parameters of all statements except `createTables` and `copy`: $1
 * partner, $2 feed, $3 default currency, $4 the last position (ctid) in the staging table before the chunk.
 */
export interface StageStatements {
  readonly createTables: string;
  readonly copy: string;
  /** The chunk's number of rows and its last position. Parameter: $1 as $4 above. */
  readonly measure: string;
  /**
   * Removes rows whose price does not fit their currency; undefined if the file's rows were already checked for that.
   */
  readonly rejectCurrencyMismatches: string | undefined;
  /**
   * Inserts rows as new products without looking products up: for a partner without products, and SKUs that cannot be
   * repeated. Returns `inserted`.
   */
  readonly insert: string;
  /**
   * Inserts rows whose SKU has no product, and stores changes of existing products for the merge. Returns `inserted`.
   */
  readonly classify: string;
  /** Like `classify`, for the chunk's rows whose SKU may be repeated: of two new ones the last line is inserted. */
  readonly classifyRepeats: string;
  /** Like `classify`, for all rows and without inserting: new products are stored for the merge, too. */
  readonly classifyOnly: string;
}

export function stageStatements(layout: FeedLayout, rowsWanted: RowsWanted = 'all'): StageStatements {
  const wanted = WANTED[rowsWanted];
  return {
    createTables: createTables(layout),
    copy: `copy pg_temp.staged_row (${stagedColumns(layout).map(({ name }) => name)}) from stdin`,
    measure: `select count(*)::integer as rows, max(ctid)::text as last from pg_temp.staged_row where ctid > $1::tid`,
    rejectCurrencyMismatches: pairsPriceWithCatalogue(layout) ? rejectCurrencyMismatches(layout) : undefined,
    insert: insert(layout),
    classify: classify(layout, `not s.repeated and ${wanted}`, 'select * from hit where product_id is null'),
    classifyRepeats: classify(
      layout,
      `s.repeated and ${wanted}`,
      `select * from (
        select distinct on (sku) * from hit where product_id is null order by sku, line desc
      ) last_lines order by line`,
    ),
    classifyOnly: `${hit(layout, wanted)},
      noted as (insert into pg_temp.changed_row select * from hit)
      select 0 as inserted`,
  };
}

/** Which rows count, by product. A product that this load has inserted still counts as new. */
const WANTED: Readonly<Record<RowsWanted, string>> = {
  all: 'true',
  new: `(p.id is null or ${INSERTED_NOW})`,
  existing: `(p.id is not null and not ${INSERTED_NOW})`,
};

function createTables(layout: FeedLayout): string {
  const staged = stagedColumns(layout).map(({ name, type }) => `${name} ${type}`);
  const targets = targetColumns(layout).map(({ name, type }) => `${name} ${type}`);
  const former = formerColumns(layout).map(({ name, type }) => `${name}_from ${type}`);
  return `
    create temp table staged_row (${staged.join(', ')}) on commit drop;
    create temp table changed_row (
      line integer, sku text, product_id bigint, inserted_now boolean, feed_id_from bigint,
      ${[...former, ...targets].join(', ')}
    ) on commit drop`;
}

/** Declares the types of parameters that not every statement uses. */
const SETTING = 'setting as (select $2::bigint as feed, $3::text as currency, $4::tid as place)';

/** The chunk's rows that differ from the catalogue; unchanged rows are dropped here. */
function hit(layout: FeedLayout, which: string): string {
  const targets = targetColumns(layout);
  const now = targets.map(({ name }) => `p.${name}`).join(', ');
  const wanted = targets.map(({ value }) => value).join(', ');
  return `with ${SETTING},
    hit as materialized (
      select s.line, s.sku, p.id as product_id, coalesce(${INSERTED_NOW}, false) as inserted_now,
        p.feed_id as feed_id_from, ${formerColumns(layout).map(({ name }) => `p.${name} as ${name}_from`)},
        ${targets.map(({ name, value }) => `${value} as ${name}`).join(', ')}
      from pg_temp.staged_row s left join product p on p.partner_id = $1 and p.sku = s.sku
      where s.ctid > $4::tid and ${which} and (p.id is null or (${now}) is distinct from (${wanted}))
    )`;
}

function classify(layout: FeedLayout, which: string, fresh: string): string {
  const names = targetColumns(layout).map(({ name }) => name);
  return `${hit(layout, which)},
    inserted as (
      insert into product (partner_id, feed_id, sku, ${names}, created_at, updated_at)
      select $1, $2, sku, ${names}, now(), now() from (${fresh}) fresh
      returning 1
    ),
    noted as (insert into pg_temp.changed_row select * from hit where product_id is not null)
    select count(*)::integer as inserted from inserted`;
}

function insert(layout: FeedLayout): string {
  const targets = targetColumns(layout);
  return `with ${SETTING},
    inserted as (
      insert into product (partner_id, feed_id, sku, ${targets.map(({ name }) => name)}, created_at, updated_at)
      select $1, $2, s.sku, ${targets.map(({ first }) => first)}, now(), now()
      from pg_temp.staged_row s where s.ctid > $4::tid and not s.repeated
      returning 1
    )
    select count(*)::integer as inserted from inserted`;
}

/** Further parameters: $5 currencies without exactly two decimals, $6 their numbers of decimals. */
function rejectCurrencyMismatches(layout: FeedLayout): string {
  const price = priceValue(layout);
  return `with bad as materialized (
      select s.ctid as place, ${price} as price, money.currency
      from pg_temp.staged_row s
      left join product p on p.partner_id = $1 and p.sku = s.sku
      cross join lateral (select ${currencyValue(layout)} as currency) money
      left join unnest($5::text[], $6::integer[]) as other (currency, digits) on other.currency = money.currency
      where s.ctid > $4::tid and $2::bigint is not null and $3::text is not null
        and ${price} <> round(${price}, coalesce(other.digits, 2))
    )
    delete from pg_temp.staged_row s using bad where s.ctid = bad.place
    returning s.line, s.sku, trim_scale(bad.price)::text as price, bad.currency`;
}
