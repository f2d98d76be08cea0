import { boundedCounts } from '../database/bounded-count.ts';
import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import { done, failing, type OverviewPart, waiting } from '../feature/overview-part.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Feeds, by their IDs and the names of their files. */
export const feedSearch: Searchable = {
  type: 'feed',
  access: 'feeds:read',
  table: 'feed',
  shown: { id: idSql('feed', 'id'), title: 'file_name', subtitle: partnerNameSql('feed.partner_id'), status: 'status' },
  ids: { feed: { field: 'feed_id', where: (number) => sql`id = ${number}` } },
  texts: { file_name: { column: 'file_name', index: 'lower' } },
};

/** Uploads: received, refused, and announced but not received yet. */
export const feedsOverview: OverviewPart = {
  stage: 'uploads',
  access: 'feeds:read',
  counts: async (em, { from, to }) => {
    const table = 'feed';
    const found = await boundedCounts(em, {
      uploaded: { table, where: sql`uploaded_at >= ${from} and uploaded_at < ${to}` },
      open: { table, where: sql`status = 'pending_upload' and upload_expires_at > now()`, since: 'created_at' },
      rejected: { table, where: sql`status = 'rejected' and created_at >= ${from} and created_at < ${to}` },
    });
    return [
      done('uploaded', 'Feeds uploaded', found.uploaded),
      waiting('open', 'Uploads announced', found.open),
      failing('rejected', 'Uploads rejected', found.rejected, true),
    ];
  },
};
