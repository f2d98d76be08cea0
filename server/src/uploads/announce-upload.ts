import { partSizes } from '@commerce-integration/contract/rules';
import type { ObjectStore, PresignedPut } from '../storage/object-store.ts';

export interface UploadUrlOptions {
  validMinutes: number;
  /** The largest size of a single PUT in bytes. */
  maxPutBytes: number;
}

export interface AnnouncedFile {
  objectKey: string;
  contentType: string;
  /** Size in bytes, if known. Required for a file that is larger than one PUT, which is uploaded in parts. */
  size?: number | undefined;
}

/** The URL that a part of a file is PUT to, and the size of the part in bytes. */
interface PartToPut {
  part_number: number;
  upload_url: string;
  size: number;
}

/** How to upload a file, as the API returns it, and what to store for it. */
export interface AnnouncedUpload {
  put: PresignedPut & { parts?: PartToPut[] };
  expiresAt: Date;
  /** The store's ID of a multipart upload. */
  multipartId: string | null;
}

/** Opens an upload of one file directly to the object store: with one PUT, or in parts if it is larger than that. */
export async function announceUpload(
  store: ObjectStore,
  { objectKey, contentType, size }: AnnouncedFile,
  { validMinutes, maxPutBytes }: UploadUrlOptions,
): Promise<AnnouncedUpload> {
  const put = await store.presignPut(objectKey, contentType, validMinutes);
  const expiresAt = new Date(put.expires_at);
  if (size === undefined || size <= maxPutBytes) return { put, expiresAt, multipartId: null };
  const multipartId = await store.beginParts(objectKey, contentType);
  const parts = await Promise.all(
    partSizes(size, maxPutBytes).map(async (bytes, index) => ({
      part_number: index + 1,
      upload_url: await store.presignPart(objectKey, multipartId, index + 1, validMinutes * 60),
      size: bytes,
    })),
  );
  const upload_url = parts[0]?.upload_url ?? put.upload_url;
  return { put: { ...put, upload_url, headers: {}, parts }, expiresAt, multipartId };
}
