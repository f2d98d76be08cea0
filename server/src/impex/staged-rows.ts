import { PRICE_CHANGE_SAMPLE } from '@commerce-integration/contract';
import type { RowValues } from '@commerce-integration/contract/rules';
import type { PriceChanges } from '../catalog/price-changes.ts';
import type { Queryable } from '../database/queryable.ts';

// Tenancy of this file: an import works on the partner of its job only. The staging table has rows of its file, and is
// joined with products of that partner.

/** A row as it is staged. */
export interface StagedRow {
  /** Its position among the staged rows. */
  readonly place: number;
  readonly line: number;
  /** For a row within a row: its index there; otherwise 0. */
  readonly item: number;
  /** The SKU of its product; null for a row about something else. */
  readonly sku: string | null;
  readonly vals: RowValues;
}

/** A staged row and its product. */
export interface FoundRow extends StagedRow {
  readonly productId: number | null;
}

export async function createStaging(sql: Queryable): Promise<void> {
  await sql.query(`create temp table staged_import_row (
    place integer primary key, line integer not null, item integer not null, sku text, vals jsonb not null, product_id bigint,
    changed boolean not null default false
  ) on commit drop`);
}

export async function stageRows(sql: Queryable, rows: readonly StagedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `insert into pg_temp.staged_import_row (place, line, item, sku, vals)
     select place, line, item, sku, vals from json_to_recordset($1::json)
       as row (place integer, line integer, item integer, sku text, vals jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Finds the products of all rows. */
export async function findStagedProducts(sql: Queryable, partnerId: number): Promise<void> {
  await sql.query('analyze pg_temp.staged_import_row');
  await sql.query(
    `update pg_temp.staged_import_row s set product_id = p.id
     from product p where p.partner_id = $1 and p.sku = s.sku`,
    [partnerId],
  );
}

/**
 * Locks the products of all rows against other changes, in the order of `database/locks.ts`. Rows whose product was
 * removed before it was locked have none any more.
 */
export async function lockStagedProducts(sql: Queryable, partnerId: number): Promise<void> {
  await sql.query(
    `with locked as materialized (
       select id from product
       where partner_id = $1 and id in (select product_id from pg_temp.staged_import_row)
       order by id for no key update
     )
     update pg_temp.staged_import_row s set product_id = null
     where product_id is not null and not exists (select from locked where locked.id = s.product_id)`,
    [partnerId],
  );
}

/** Removes rows whose product was not found. */
export async function takeUnknown(sql: Queryable, limit: number): Promise<Pick<StagedRow, 'line' | 'item' | 'sku'>[]> {
  const { rows } = await sql.query<Pick<StagedRow, 'line' | 'item' | 'sku'>>(
    `delete from pg_temp.staged_import_row where place = any(array(
       select place from pg_temp.staged_import_row where product_id is null limit $1
     )) returning line, item, sku`,
    [limit],
  );
  return rows;
}

/** The rows after a position, in order. */
export async function stagedAfter(sql: Queryable, place: number, limit: number): Promise<FoundRow[]> {
  const { rows } = await sql.query<StagedRow & { product_id: string | null }>(
    `select place, line, item, sku, vals, product_id from pg_temp.staged_import_row
     where place > $1 order by place limit $2`,
    [place, limit],
  );
  return rows.map(({ product_id: id, ...row }) => ({ ...row, productId: id === null ? null : Number(id) }));
}

/** Records the positions of rows that changed something. */
export async function markChanged(sql: Queryable, places: readonly number[]): Promise<void> {
  if (places.length === 0) return;
  await sql.query('update pg_temp.staged_import_row set changed = true where place = any($1::integer[])', [places]);
}

/** The products of the rows that changed something. */
export async function changedProducts(sql: Queryable): Promise<PriceChanges> {
  const { rows } = await sql.query<PriceChanges>(
    `with changed as (select distinct product_id from pg_temp.staged_import_row where changed)
     select count(*)::integer as products,
       array(select product_id::float8 from changed order by product_id limit ${PRICE_CHANGE_SAMPLE}) as sample
     from changed`,
  );
  return rows[0] ?? { products: 0, sample: [] };
}
