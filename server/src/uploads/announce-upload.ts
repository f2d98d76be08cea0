import { LIMITS } from '@commerce-integration/contract';
import { assertMayOpenUpload, partSizes } from '@commerce-integration/contract/rules';
import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
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

/**
 * Prevents a partner from opening uploads faster than abandoned ones can be deleted. Holds a lock for the rest of the
 * transaction, so that two concurrent calls do not both take the last slot.
 *
 * @throws Problem `too_many_open_uploads`
 */
export async function limitOpenUploads(
  em: UnitOfWork,
  { name, open, expiresAt }: UploadTable,
  partnerId: number,
): Promise<void> {
  const sql = sqlOf(em);
  await lockUntilCommit(sql, LOCKS.openUploads(name, partnerId));
  const { rows } = await sql.query<{ open: number }>(
    `select count(*)::integer as open from
       (select 1 from ${name} where partner_id = $1 and ${open} and ${expiresAt} > now() limit $2) as found`,
    [partnerId, LIMITS.openUploads],
  );
  assertMayOpenUpload(rows[0]?.open ?? 0);
}

/** The parts of a table with uploads that the SQL of uploads depends on. All values are constants. */
export interface UploadTable {
  name: string;
  /** Prefix of the keys of its objects in the bucket, used by no other table. */
  prefix: string;
  /** The number of the row that an object belongs to, read from its key; undefined for a key in another format. */
  rowOf(objectKey: string): number | undefined;
  /** Condition: nothing was created from the upload yet. */
  open: string;
  /** Condition: the upload's object must be kept. */
  kept: string;
  /** Column: when the URL of an open upload expires. */
  expiresAt: string;
  /** Column: the store's ID of a multipart upload; `null` where there is none. */
  multipartId: string;
}

interface WrittenTable {
  readonly name: string;
  readonly prefix: string;
  /** The pattern of the objects' keys; its first group is the row's number. */
  readonly key: RegExp;
  /** Column: when the row was made. */
  readonly madeAt: string;
}

/** A table whose rows are inserted after their objects, so that its uploads are never open. */
export function madeAfterObjects({ name, prefix, key, madeAt }: WrittenTable): UploadTable {
  return {
    name,
    prefix,
    rowOf: (objectKey) => {
      const [, number] = key.exec(objectKey) ?? [];
      return number === undefined ? undefined : Number(number);
    },
    open: 'false',
    kept: 'true',
    expiresAt: madeAt,
    multipartId: 'null',
  };
}
