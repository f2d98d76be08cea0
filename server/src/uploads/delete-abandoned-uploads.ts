import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import { forEachInParallel } from '../storage/for-each-in-parallel.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { UploadTable } from './announce-upload.ts';

// Tenancy of this file: periodic work on every partner's uploads, for no caller.

/** Uploads whose rows are locked at the same time. */
const BATCH = 100;
/** A PUT that began before its URL expired may still be running, and a call may be completing it. */
const GRACE_MS = 3_600_000;

interface AbandonedUpload {
  id: string;
  object_key: string;
  multipart_id: string | null;
  expires_at: Date;
}

/**
 * Deletes uploads whose URL expired unused, with their objects, until none is left or `signal` fires. One that cannot
 * be deleted is skipped until the next run.
 *
 * @returns how many were deleted
 */
export async function deleteAbandonedUploads(
  em: UnitOfWork,
  store: ObjectStore,
  table: UploadTable,
  { now, signal }: { now: Date; signal: AbortSignal },
): Promise<number> {
  const before = new Date(now.getTime() - GRACE_MS);
  let after = { expires_at: new Date(0), id: '0' };
  let deleted = 0;
  while (!signal.aborted) {
    const batch = await em.transactional(async (unit) => {
      const sql = sqlOf(unit);
      const found = await findAbandoned(sql, table, before, after);
      const done = await forEachInParallel(found, (upload) => deleteObjects(store, upload));
      await sql.query(`delete from ${table.name} where id = any($1::bigint[])`, [done.map(({ id }) => id)]);
      deleted += done.length;
      return found;
    });
    const last = batch.at(-1);
    if (!last) break;
    after = last;
  }
  return deleted;
}

async function findAbandoned(
  sql: Queryable,
  { name, open, expiresAt, multipartId }: UploadTable,
  before: Date,
  after: { expires_at: Date; id: string },
): Promise<AbandonedUpload[]> {
  const { rows } = await sql.query<AbandonedUpload>(
    `select id, object_key, ${multipartId} as multipart_id, ${expiresAt} as expires_at from ${name}
     where ${open} and ${expiresAt} < $1 and (${expiresAt}, id) > ($2, $3::bigint)
     order by ${expiresAt}, id limit ${BATCH} for update skip locked`,
    [before, after.expires_at, after.id],
  );
  return rows;
}

async function deleteObjects(store: ObjectStore, { object_key, multipart_id }: AbandonedUpload): Promise<void> {
  if (multipart_id) await store.abandonParts(object_key, multipart_id);
  await store.delete(object_key);
}
