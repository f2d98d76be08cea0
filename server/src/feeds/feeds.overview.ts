import { boundedCounts } from '../database/bounded-count.ts';
import { sql } from '../database/sql.ts';
import { done, failing, type OverviewPart, waiting } from '../feature/overview-part.ts';

/** Uploads: what came, what was refused, and what was announced and has not come yet. */
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
