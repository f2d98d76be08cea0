import { formatId } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { nextNumber } from '../database/sequences.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { feedObjectKey } from './feed-object-key.ts';
import { partnerOfUpload } from './feed-partner.ts';
import { assertCsvUpload } from './store-feed-file.ts';
import { type LoadWishes, newFeed } from './upload-feed.ts';

/** Opens a feed whose file goes to the store directly. @throws Problem as `partnerOfUpload` and `assertCsvUpload` do */
export async function createUploadUrl(
  em: UnitOfWork,
  store: ObjectStore,
  caller: { id: number; name: string } | null,
  input: LoadWishes & { file_name: string; content_type?: string | undefined },
  validMinutes: number,
) {
  assertCsvUpload(input.file_name, input.content_type);
  const owner = await partnerOfUpload(em, caller, input);
  const id = await nextNumber(em, 'feed_id_seq');
  const key = feedObjectKey('partner' in owner ? owner.partner.name : owner.register, id, input.file_name);
  const contentType = input.content_type ?? 'text/csv';
  const feed = await newFeed(em, caller, input, {
    id,
    fileName: input.file_name,
    contentType,
    objectKey: key,
    bucket: store.bucket,
  });
  const expiresAt = new Date(Date.now() + validMinutes * 60_000);
  feed.uploadExpiresAt = expiresAt;
  return {
    feed_id: formatId('feed', id),
    upload_url: await store.presignPut(key, contentType, validMinutes * 60),
    method: 'PUT' as const,
    headers: { 'content-type': contentType },
    expires_at: expiresAt.toISOString(),
  };
}
