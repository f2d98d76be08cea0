import { Problem } from '@commerce-integration/contract';
import { ObjectReplaced, type ObjectStore } from '../storage/object-store.ts';
import type { Checked, FileCheck, FileFacts } from './file-check.ts';

/** What is remembered of an upload that was announced. */
export interface OpenUpload {
  objectKey: string;
  multipartId?: string | null | undefined;
}

/** What the caller says that it put. */
export interface SaidToBePut {
  sha256?: string | undefined;
  size?: number | undefined;
  /** Of a file in parts: the tag that each PUT was answered with. */
  parts?: { part_number: number; etag: string }[] | undefined;
}

/** An object as it stands in the store. */
export interface StoredObject {
  etag: string;
  size: number;
}

/**
 * Finds what was put for an announced upload. Parts are put together first.
 *
 * @param notPut what to say where there is nothing yet
 * @throws Problem `notPut`; `upload_mismatch` where the parts are not those that were put
 */
export async function findUpload(
  store: ObjectStore,
  { objectKey, multipartId }: OpenUpload,
  parts: SaidToBePut['parts'],
  notPut: Problem,
): Promise<StoredObject> {
  const stored = await store.stat(objectKey);
  if (stored) return stored;
  if (!multipartId) throw notPut;
  if (!parts) throw new Problem(notPut.code, 'The file goes up in parts: name the parts that were put.');
  await store.joinParts(objectKey, multipartId, parts);
  // Looked for whatever came of that: another call may have put them together in the same moment.
  const joined = await store.stat(objectKey);
  if (joined) return joined;
  throw new Problem('upload_mismatch', 'The parts named are not those that were put: put them again.');
}

/**
 * Reads an announced upload to its end and checks it. Writes nothing: it may take as long as the file is large, and
 * belongs outside a transaction. What is found out holds for the object of its tag, and for no other one that is put
 * under the same key later.
 *
 * @returns the refusal where the file is no good at all
 * @throws Problem as `findUpload` does, and `upload_mismatch` where the file is not what it was said to be, or is
 *   replaced meanwhile: it may be put again then
 */
export async function checkUpload<Facts extends FileFacts>(
  store: ObjectStore,
  upload: OpenUpload,
  said: SaidToBePut,
  check: FileCheck<Facts>,
  notPut: Problem,
): Promise<{ checked: Checked<Facts> } | { refused: Problem }> {
  const { etag, size } = await findUpload(store, upload, said.parts, notPut);
  assertSame('size', said.size, size);
  let facts: Facts | undefined;
  try {
    const source = await store.get(upload.objectKey, { etag });
    for await (const _ of check(source, (found) => {
      facts = found;
    })) {
      // Reading it to the end is the check.
    }
  } catch (error) {
    if (error instanceof Problem) return { refused: error };
    if (!(error instanceof ObjectReplaced)) throw error;
    throw new Problem('upload_mismatch', 'Another file was put while this one was checked: complete the upload again.');
  }
  if (!facts) throw new Error('The file ended before its check did');
  assertSame('sha256', said.sha256?.toLowerCase(), facts.sha256);
  return { checked: { ...facts, etag } };
}

function assertSame<T>(what: string, said: T | undefined, found: T): void {
  if (said === undefined || said === found) return;
  throw new Problem('upload_mismatch', `The uploaded file's ${what} is ${found}, not ${said}: put it again.`);
}
