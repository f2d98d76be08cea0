import { Problem } from '@commerce-integration/contract';
import { assertAllParts, assertAsSaid } from '@commerce-integration/contract/rules';
import { ObjectReplaced, type ObjectStore } from '../storage/object-store.ts';

/** The stored data of an announced upload. */
export interface OpenUpload {
  objectKey: string;
  multipartId?: string | null | undefined;
  /** The announced number of parts of a multipart upload; unknown for older ones. */
  uploadParts?: number | null | undefined;
}

/** What the caller claims to have uploaded. */
export interface SaidToBePut {
  sha256?: string | undefined;
  size?: number | undefined;
  /** For a multipart upload: the ETag that each PUT returned. */
  parts?: { part_number: number; etag: string }[] | undefined;
}

/** An object in the store. */
export interface StoredObject {
  etag: string;
  size: number;
}

/**
 * Finds the object of an announced upload, after completing a multipart upload.
 *
 * @param notPut the problem to throw if nothing was uploaded yet
 * @throws Problem `notPut`; `upload_mismatch` where the declared parts are not those that were uploaded
 */
export async function findUpload(
  store: ObjectStore,
  { objectKey, multipartId, uploadParts }: OpenUpload,
  parts: SaidToBePut['parts'],
  notPut: Problem,
): Promise<StoredObject> {
  const stored = await store.stat(objectKey);
  if (stored) return stored;
  if (!multipartId) throw notPut;
  if (!parts) throw new Problem(notPut.code, 'The file goes up in parts: name the parts that were put.');
  if (uploadParts) assertAllParts(uploadParts, parts);
  await store.joinParts(objectKey, multipartId, parts);
  // Looked up even if completing failed: a concurrent call may have completed the upload.
  const joined = await store.stat(objectKey);
  if (joined) return joined;
  throw new Problem('upload_mismatch', 'The parts named are not those that were put: put them again.');
}

/**
 * Reads an uploaded object to its end and checks it. Writes nothing: it takes time in proportion to the file, and
 * belongs outside a transaction. The result is valid only for the object with the returned ETag, not for a later upload
 * under the same key.
 *
 * @returns the refusal where the file is not acceptable
 * @throws Problem as `findUpload` does, and `upload_mismatch` where the file is not what was declared or is replaced
 *   meanwhile: the caller may upload it again
 */
export async function checkUpload<Facts extends FileFacts>(
  store: ObjectStore,
  upload: OpenUpload,
  said: SaidToBePut,
  check: FileCheck<Facts>,
  notPut: Problem,
): Promise<{ checked: Checked<Facts> } | { refused: Problem }> {
  const { etag, size } = await findUpload(store, upload, said.parts, notPut);
  const inParts = typeof upload.multipartId === 'string';
  assertAsSaid('size', said.size, size, inParts);
  let facts: Facts | undefined;
  try {
    const source = await store.get(upload.objectKey, { etag });
    for await (const _ of check(source, (found) => {
      facts = found;
    })) {
      // Reading to the end is the check.
    }
  } catch (error) {
    if (error instanceof Problem) return { refused: error };
    if (!(error instanceof ObjectReplaced)) throw error;
    throw new Problem('upload_mismatch', 'Another file was put while this one was checked: complete the upload again.');
  }
  if (!facts) throw new Error('The file ended before its check did');
  assertAsSaid('sha256', said.sha256?.toLowerCase(), facts.sha256, inParts);
  return { checked: { ...facts, etag } };
}

/**
 * Passes a file's bytes on, unchanged, while checking them, and calls `found` with the facts after the last one. Throws
 * a Problem where the file is refused.
 */
export type FileCheck<Facts> = (source: AsyncIterable<Buffer>, found: (facts: Facts) => void) => AsyncIterable<Buffer>;

/** The facts that every check returns. */
export interface FileFacts {
  sizeBytes: number;
  /** Hexadecimal digits. */
  sha256: string;
}

/** The facts of an object, and the ETag of the bytes that were checked. */
export type Checked<Facts> = Facts & { etag: string };
