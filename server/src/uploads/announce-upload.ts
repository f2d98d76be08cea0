import { partSizes } from '@commerce-integration/contract/rules';
import type { ObjectStore, PresignedPut } from '../storage/object-store.ts';

export interface UploadUrlOptions {
  validMinutes: number;
  /** Bytes of one PUT. */
  maxPutBytes: number;
}

export interface AnnouncedFile {
  objectKey: string;
  contentType: string;
  /** Bytes, where they are known. Over one PUT they have to be: the file then goes up in parts. */
  size?: number | undefined;
}

/** Where one part of a file is put, and how many bytes it takes. */
interface PartToPut {
  part_number: number;
  upload_url: string;
  size: number;
}

/** How a file is put, as the API tells it, and what has to be remembered of that. */
export interface AnnouncedUpload {
  put: PresignedPut & { parts?: PartToPut[] };
  expiresAt: Date;
  /** The store's ID of an upload in parts. */
  multipartId: string | null;
}

/** Opens a way past the API for one file: in one PUT, or in parts where it is too large for one. */
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
