import { Migration } from '@mikro-orm/migrations';

/**
 * Adds the ETag of the checked object, indexes to find open uploads, and the position of the search for orphaned
 * objects.
 */
export class Migration20261128110000_uploads extends Migration {
  override up(): void {
    for (const statement of UPLOADS) this.addSql(statement);
  }
}

const UPLOADS = [
  // The ETag of the object that was checked, so that a later replacement is noticed. Older feeds have none.
  `alter table feed add column etag text`,

  // A partial index: only the few uploads from which nothing was created yet.
  `create index feed_open_idx on feed (upload_expires_at, id) where status = 'pending_upload'`,
  `create index feed_open_partner_idx on feed (partner_id, upload_expires_at) where status = 'pending_upload'`,
  `drop index batch_upload_unused_idx`,
  `create index batch_upload_open_idx on batch_upload (expires_at, id) where used_at is null`,
  `create index batch_upload_open_partner_idx on batch_upload (partner_id, expires_at) where used_at is null`,

  `create table bucket_search (
    name text primary key,
    -- The last key that was looked at; empty before the first.
    position text not null,
    -- Until then it is one process's own.
    claimed_until timestamptz not null
  )`,
];
