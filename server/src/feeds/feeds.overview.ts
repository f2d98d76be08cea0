import { countRows } from '../database/bounded-count.ts';
import { sql } from '../database/sql.ts';
import { done, failing, type OverviewPart, waiting } from '../feature/overview-part.ts';

/** Uploads: what came, what was refused, and what was announced and has not come yet. */
export const feedsOverview: OverviewPart = {
  stage: 'uploads',
  access: 'feeds:read',
  counts: async (em, { from, to }) => {
    const uploaded = sql`uploaded_at >= ${from} and uploaded_at < ${to}`;
    const open = sql`status = 'pending_upload' and upload_expires_at > now()`;
    const refused = sql`status = 'rejected' and created_at >= ${from} and created_at < ${to}`;
    return [
      done('uploaded', 'Feeds uploaded', await countRows(em, { table: 'feed', where: uploaded })),
      waiting('open', 'Uploads announced', await countRows(em, { table: 'feed', where: open, since: 'created_at' })),
      failing('rejected', 'Uploads rejected', await countRows(em, { table: 'feed', where: refused }), true),
    ];
  },
};
