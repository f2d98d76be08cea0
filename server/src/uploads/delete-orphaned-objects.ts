import type { Pool } from 'pg';
import { forEachInParallel } from '../storage/for-each-in-parallel.ts';
import type { ListedObject, ObjectStore } from '../storage/object-store.ts';
import type { UploadTable } from './announce-upload.ts';

/**
 * Objects without a row are deleted at this age, so that after restoring a database, the operator has a week to copy
 * them. An upload directly to the store has its row before its object. An upload through the API inserts its row last,
 * and the age of its object may count from the beginning of the upload.
 */
const LEAST_AGE_MS = 7 * 24 * 3_600_000;
/** A process that has not recorded its position for this long counts as dead. */
const CLAIM_SECONDS = 120;

export interface OrphanSearch {
  now: Date;
  /** Stops the search; the next one continues from the recorded position. */
  signal: AbortSignal;
}

/**
 * Compares the bucket with a table and deletes objects that belong to no row: leftovers of a killed process, unfinished
 * multipart uploads, files of rejected feeds. Reads the bucket page by page and records its position, so that a bucket
 * of any size is searched over several runs, by one process at a time.
 *
 * @returns how many were deleted
 */
export async function deleteOrphanedObjects(
  pool: Pool,
  store: ObjectStore,
  table: UploadTable,
  search: OrphanSearch,
): Promise<number> {
  const objects = await searchPages(pool, `objects ${table.prefix}`, search, async (after) => {
    const page = await store.listObjects(table.prefix, after);
    const orphans = await unknown(pool, table, table.kept, old(page.items, search.now));
    return { next: page.next, deleted: (await forEachInParallel(orphans, ({ key }) => store.delete(key))).length };
  });
  const parts = await searchPages(pool, `parts ${table.prefix}`, search, async (after) => {
    const page = await store.listParts(table.prefix, after);
    const orphans = await unknown(pool, table, table.open, old(page.items, search.now));
    const deleted = await forEachInParallel(orphans, ({ key, uploadId }) => store.abandonParts(key, uploadId));
    return { next: page.next, deleted: deleted.length };
  });
  return objects + parts;
}

type SearchPage = (after: string) => Promise<{ next: string | undefined; deleted: number }>;

async function searchPages(pool: Pool, name: string, { signal }: OrphanSearch, search: SearchPage): Promise<number> {
  let position = await claimSearch(pool, name);
  let deleted = 0;
  while (position !== undefined && !signal.aborted) {
    const page = await search(position);
    deleted += page.deleted;
    position = page.next;
    await pool.query(
      `update bucket_search set position = $2, claimed_until = now() + make_interval(secs => $3) where name = $1`,
      [name, position ?? '', CLAIM_SECONDS],
    );
  }
  await pool.query('update bucket_search set claimed_until = now() where name = $1', [name]);
  return deleted;
}

/** The key after which the search continues; undefined where another process is searching. */
async function claimSearch(pool: Pool, name: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ position: string }>(
    `insert into bucket_search as s (name, position, claimed_until) values ($1, '', now() + make_interval(secs => $2))
     on conflict (name) do update set claimed_until = excluded.claimed_until where s.claimed_until <= now()
     returning position`,
    [name, CLAIM_SECONDS],
  );
  return rows[0]?.position;
}

function old<T extends ListedObject>(items: readonly T[], now: Date): T[] {
  return items.filter(({ since }) => since.getTime() < now.getTime() - LEAST_AGE_MS);
}

/**
 * Tenancy: periodic work, for no caller. The objects that belong to no row under the condition. Ignores keys in an
 * unknown format.
 */
async function unknown<T extends ListedObject>(
  pool: Pool,
  { name, rowOf }: UploadTable,
  condition: string,
  objects: readonly T[],
): Promise<T[]> {
  const ours = objects.filter(({ key }) => rowOf(key) !== undefined);
  if (ours.length === 0) return [];
  const { rows } = await pool.query<{ object_key: string }>(
    `select object_key from ${name} where id = any($1::bigint[]) and ${condition}`,
    [ours.map(({ key }) => rowOf(key))],
  );
  const known = new Set(rows.map((row) => row.object_key));
  return ours.filter(({ key }) => !known.has(key));
}
