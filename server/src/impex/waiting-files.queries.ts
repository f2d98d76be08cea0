import type { Queryable } from '../database/queryable.ts';
import type { FileCounts } from './import-file.ts';
import type { ReferredEntity, RowPlace, RowPlaces } from './unresolved-rows.ts';

// Tenancy of this file: the job's own import.

/** The number of rows that files of some entities have inserted or changed. */
const BROUGHT = `(select coalesce(sum(h.inserted + h.updated), 0) from data_import_file h
  where h.import_id = f.import_id and h.entity = any(f.refers_to))`;

/** SQL of whether a file `f` waits, and other files have brought something since its last try. */
export const MAY_GO_ON = `f.waits and f.seen < ${BROUGHT}`;

/** The starting point of a try at a file. */
export interface FileTry {
  /** The entities that its rows refer to and that other files of the import may still bring. */
  readonly mayCome: ReadonlySet<ReferredEntity>;
  /** How many rows they have brought so far. */
  readonly seen: number;
}

/**
 * @param ofItself the entities that rows of the file refer to and that the file itself brings, unless its service
 *   processes the whole file at once
 */
export async function beginTry(
  sql: Queryable,
  importId: number,
  number: number,
  ofItself: readonly ReferredEntity[],
): Promise<FileTry> {
  const { rows } = await sql.query<{ seen: string; may_come: ReferredEntity[] }>(
    `select ${BROUGHT} as seen, array(
       select distinct h.entity from data_import_file h
       where h.import_id = f.import_id and h.number <> f.number and h.entity = any(f.refers_to)
         and (h.status = 'pending' or h.waits)
     ) as may_come
     from data_import_file f where f.import_id = $1 and f.number = $2`,
    [importId, number],
  );
  const [row] = rows;
  return { seen: Number(row?.seen ?? 0), mayCome: new Set([...(row?.may_come ?? []), ...ofItself]) };
}

/** The rows of a file that were left out so far; undefined for a file that is imported as a whole. */
export async function unresolvedPlaces(
  sql: Queryable,
  importId: number,
  number: number,
): Promise<RowPlaces | undefined> {
  const { rows } = await sql.query<{ line: string; items: number[] }>(
    `select line, array_agg(item) as items from data_import_unresolved where import_id = $1 and file_number = $2
     group by line`,
    [importId, number],
  );
  return rows.length === 0 ? undefined : new Map(rows.map(({ line, items }) => [Number(line), new Set(items)]));
}

/** Records which rows of a file to retry or, if nothing of the file was imported, whether to retry the whole file. */
export async function noteWaiting(
  sql: Queryable,
  importId: number,
  number: number,
  { seen, places, isWhole = false }: { seen: number; places: readonly RowPlace[]; isWhole?: boolean },
): Promise<void> {
  await sql.query('update data_import_file set waits = $3, seen = $4 where import_id = $1 and number = $2', [
    importId,
    number,
    isWhole || places.length > 0,
    seen,
  ]);
  await sql.query('delete from data_import_unresolved where import_id = $1 and file_number = $2', [importId, number]);
  if (places.length === 0 || isWhole) return;
  await sql.query(
    `insert into data_import_unresolved (import_id, file_number, line, item)
     select distinct $1::bigint, $2::integer, line, item from unnest($3::bigint[], $4::integer[]) as place (line, item)`,
    [importId, number, places.map(({ line }) => line), places.map(({ item }) => item)],
  );
}

/** Adds the counts of retried rows to those of their file, which had counted them as skipped. */
export async function addCounts(sql: Queryable, importId: number, number: number, more: FileCounts): Promise<void> {
  const { processed, inserted, updated, unchanged, skipped } = more;
  await sql.query(
    `update data_import_file set inserted = inserted + $3, updated = updated + $4, unchanged = unchanged + $5,
       skipped = skipped + $6
     where import_id = $1 and number = $2`,
    [importId, number, inserted, updated, unchanged, skipped - processed],
  );
}

/** Deletes the rows that an import has stored for retries: it has ended. */
export async function forgetWaiting(sql: Queryable, importId: number): Promise<void> {
  await sql.query('delete from data_import_unresolved where import_id = $1', [importId]);
  await sql.query('update data_import_file set waits = false where import_id = $1 and waits', [importId]);
}
