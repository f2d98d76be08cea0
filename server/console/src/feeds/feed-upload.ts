import type { FeedAccepted, FeedFields, Me } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { storeOnce } from '../api/repeatable.ts';
import { sendWithProgress } from '../api/send-with-progress.ts';

export interface SendOptions {
  signal: AbortSignal;
  onProgress: (sent: number, total: number) => void;
}

/**
 * Uploads a feed: through the API up to its direct limit, a larger one to the file storage.
 *
 * @param idempotencyKey see `useRepeatable`
 * @throws what the SDK throws; TypeError where the connection broke
 */
export async function uploadFeed(
  caller: Me,
  file: File,
  fields: FeedFields,
  { signal, onProgress, idempotencyKey }: SendOptions & { idempotencyKey: string },
): Promise<FeedAccepted> {
  const limit = caller.limits.find(({ name }) => name === 'direct_upload')?.value ?? Number.POSITIVE_INFINITY;
  if (file.size <= limit) {
    const call = { signal, idempotencyKey, fetchOptions: { onUploadProgress: onProgress } };
    return client.feeds.upload({ ...fields, file }, call);
  }
  const feedId = await storeOnce(idempotencyKey, async () => {
    const announced = { ...fields, file_name: file.name, size: file.size };
    const { feed_id, upload_url, headers } = await client.feeds.createUploadUrl(announced, { signal, idempotencyKey });
    const sent = await sendWithProgress(
      new URL(upload_url),
      { method: 'PUT', headers, body: file, signal },
      onProgress,
    );
    if (!sent.ok) throw new Error(`The file storage refused the file: it answered ${sent.status}.`);
    return feed_id;
  });
  const complete = { signal, idempotencyKey: `${idempotencyKey}:complete` };
  return client.feeds.completeUpload(feedId, { size: file.size }, complete);
}
