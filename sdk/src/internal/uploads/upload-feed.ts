import { ApiError } from '../../errors/api-error.ts';
import type { FeedAccepted, Limit, UploadTicket } from '../types/wire-types.ts';
import type { FeedFile } from './feed-file-input.ts';
import type { OnUploadProgress } from './upload-body.ts';

/** The calls that sending a file of any size needs. Each already has the signal and the options of the whole upload. */
export interface UploadCalls {
  limits(): PromiseLike<{ limits: Limit[] }>;
  direct(file: FeedFile, onProgress: OnUploadProgress | undefined): Promise<FeedAccepted>;
  createUrl(file: { file_name: string; content_type: string }): Promise<UploadTicket>;
  put(
    url: string,
    headers: Record<string, string>,
    file: FeedFile,
    onProgress: OnUploadProgress | undefined,
  ): Promise<void>;
  complete(feedId: string, size: number): Promise<FeedAccepted>;
}

/**
 * Sends a file of any size: through the API up to its direct limit, above that to the file storage by a presigned URL.
 * If the API refuses a file as too large for a direct upload, the presigned URL is used as well.
 *
 * @throws ApiError and others as its calls do; 413 for a file over the direct limit whose size is unknown
 */
export async function uploadFeedFile(
  calls: UploadCalls,
  file: FeedFile,
  onProgress?: OnUploadProgress,
): Promise<FeedAccepted> {
  const { sizeBytes } = file;
  if (sizeBytes === undefined) return calls.direct(file, onProgress);
  if (sizeBytes > (await directLimit(calls))) return uploadByUrl(calls, file, sizeBytes, onProgress);
  try {
    return await calls.direct(file, onProgress);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 413) throw error;
    return uploadByUrl(calls, file, sizeBytes, onProgress);
  }
}

async function uploadByUrl(
  calls: UploadCalls,
  file: FeedFile,
  size: number,
  onProgress?: OnUploadProgress,
): Promise<FeedAccepted> {
  const { feed_id, upload_url, headers } = await calls.createUrl({ file_name: file.name, content_type: file.type });
  await calls.put(upload_url, headers, file, onProgress);
  return calls.complete(feed_id, size);
}

async function directLimit(calls: UploadCalls): Promise<number> {
  const { limits } = await calls.limits();
  return limits.find(({ name }) => name === 'direct_upload')?.value ?? Infinity;
}
