import { createHash } from 'node:crypto';
import { formatId, type Job as JobShape, Problem } from '@commerce-integration/contract';
import { assertActive } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { nextNumber } from '../database/sequences.ts';
import { createJob } from '../jobs/create-job.ts';
import { showJob } from '../jobs-api/show-jobs.ts';
import { getPartner } from '../partners/partners.queries.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { madeAfterObjects } from '../uploads/announce-upload.ts';
import type { Checked, FileCheck, FileFacts } from '../uploads/check-upload.ts';
import { storeUpload } from '../uploads/store-upload.ts';
import { DataImport } from './data-import.entity.ts';
import { assertDirection, getGroup } from './groups.queries.ts';
import { usedDescriptors } from './used-descriptors.ts';

/** A file that a caller sends to a group. */
export interface ImportedUpload {
  fileName: string;
  contentType: string | undefined;
  stream: AsyncIterable<Buffer>;
}

export interface StoredImport {
  importId: number;
  fileName: string;
  objectKey: string;
  facts: Checked<FileFacts>;
}

/** The largest size of a file as sent, and the message for a larger one. */
export interface ImportLimits {
  maxBytes: number;
  tooLarge: string;
}

/**
 * Stores the file of an import. Writes nothing to the database yet.
 *
 * @throws Problem `not_found`, `conflict`, `partner_not_active`, `invalid_file`, `payload_too_large`
 */
export async function storeImport(
  em: UnitOfWork,
  store: ObjectStore,
  groupId: string,
  { fileName, contentType, stream }: ImportedUpload,
  limits: ImportLimits,
): Promise<StoredImport> {
  const group = await getGroup(em, groupId);
  assertDirection(group, 'import');
  assertActive(await getPartner(em, formatId('partner', group.partnerId)));
  const importId = await nextNumber(em, 'data_import_id_seq');
  const objectKey = importObjectKey(group.id, importId);
  const toStore = { objectKey, contentType: contentType ?? 'application/octet-stream', stream };
  return { importId, fileName, objectKey, facts: await storeUpload(store, toStore, sizeCheck(limits)) };
}

/** The file's content is checked during the import: a ZIP has many files. */
function sizeCheck({ maxBytes, tooLarge }: ImportLimits): FileCheck<FileFacts> {
  return async function* (source, found) {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const chunk of source) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new Problem('payload_too_large', tooLarge);
      hash.update(chunk);
      yield chunk;
    }
    if (sizeBytes === 0) throw new Problem('invalid_file', 'Uploaded file is empty.');
    found({ sizeBytes, sha256: hash.digest('hex') });
  };
}

/**
 * Creates the import of a stored file with the group's current settings, and queues its job.
 *
 * @throws Problem `not_found`
 */
export async function createImport(
  em: UnitOfWork,
  queue: JobQueue,
  groupId: string,
  { importId, fileName, objectKey, facts }: StoredImport,
): Promise<JobShape> {
  const group = await getGroup(em, groupId, 'for update');
  const descriptors = await usedDescriptors(em, group);
  const createdAt = new Date();
  const extent = { bytes: facts.sizeBytes, isCompressed: /\.(?:zip|gz)$/i.test(fileName) };
  const about = { partnerId: group.partnerId, subjectId: group.id, createdAt, extent };
  const job = await createJob(em, { type: 'import', ...about }, queue);
  em.create(DataImport, {
    id: importId,
    partnerId: group.partnerId,
    groupId: group.id,
    jobId: job.id,
    fileName,
    objectKey,
    etag: facts.etag,
    sizeBytes: facts.sizeBytes,
    descriptors: descriptors.map(({ id, version }) => ({ id, version })),
    onError: group.onError,
    maxErrorRatio: group.maxErrorRatio ?? null,
    validateOnly: group.validateOnly,
    createdAt,
  });
  await em.flush();
  return showJob(em, job);
}

const PREFIX = 'imports/';

/** The files of imports. */
export const IMPORT_UPLOADS = madeAfterObjects({
  name: 'data_import',
  prefix: PREFIX,
  key: /^imports\/DG\d{5,15}\/(\d{1,15})$/,
  madeAt: 'created_at',
});

/** The object key of the file of an import. */
function importObjectKey(groupId: number, importId: number): string {
  return `${PREFIX}${formatId('dataGroup', groupId)}/${importId}`;
}
