import { FEED_OBJECTS, feedOfObjectKey } from '@commerce-integration/contract/rules';
import type { UploadTable } from '../uploads/upload-table.ts';

/** The table of the uploads of feeds. */
export const FEED_UPLOADS: UploadTable = {
  name: 'feed',
  prefix: FEED_OBJECTS,
  rowOf: feedOfObjectKey,
  open: `status = 'pending_upload'`,
  kept: `status <> 'rejected'`,
  expiresAt: 'upload_expires_at',
  multipartId: 'multipart_id',
};
