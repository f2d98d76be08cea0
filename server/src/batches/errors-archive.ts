import { Problem } from '@commerce-integration/contract';
import { entryNameOf, type OperationProblem, REPORT_NAME } from '@commerce-integration/contract/rules';
import { type PackedFile, writeArchive } from '../archives/write-archive.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { findLostObject } from '../uploads/checked-object.ts';
import { BatchArchive, fittingInMemory } from './batch-archive.ts';
import { presentProblem } from './batch-operations.queries.ts';
import { BatchUpload } from './batch-upload.entity.ts';
import type { OperationsBatch } from './operations-batch.entity.ts';
import { assertFinished } from './retry-failed-operations.ts';
import { type StoredOperation, storedOperations } from './stored-operations.ts';

const PAGE = 500;

type FailedFile = PackedFile & StoredOperation;

/**
 * Streams an archive to correct and send again: the files of a batch's failed operations as they were sent, and a
 * report of their problems.
 *
 * @param signal stops reading
 * @throws Problem `batch_not_finished`; `conflict` where the uploaded ZIP does not exist any more
 */
export async function errorsArchive(
  em: UnitOfWork,
  store: ObjectStore,
  batch: OperationsBatch,
  signal: AbortSignal,
): Promise<AsyncGenerator<Buffer>> {
  await assertFinished(em, batch);
  const upload = await em.findOneOrFail(BatchUpload, { id: batch.uploadId });
  if (await findLostObject(store, upload)) {
    throw new Problem('conflict', `The ZIP of operations batch ${batch.publicId()} is gone or was replaced.`);
  }
  const archive = new BatchArchive(store, upload, signal);
  return writeArchive<FailedFile>({
    files: () => failedFiles(em, batch.id),
    bytesOf: (files) => archive.packed(files),
    last: { name: REPORT_NAME, text: () => report(em, batch.id) },
  });
}

async function* failedFiles(em: UnitOfWork, batchId: number): AsyncGenerator<FailedFile[]> {
  for (let last = 0; ; ) {
    const failed = fittingInMemory(await storedOperations(em, batchId, last, PAGE, 'failed'));
    const end = failed.at(-1);
    if (!end) return;
    yield failed.map((operation) => ({ ...operation, name: entryNameOf(operation.operationId) }));
    last = end.position;
  }
}

interface FailedRow {
  position: number;
  operation_id: string;
  error: OperationProblem;
}

/**
 * A JSON list of the failed operations and their problems. Tenancy: the batch was read in the caller's own unit of
 * work.
 */
async function* report(em: UnitOfWork, batchId: number): AsyncGenerator<string> {
  let before = '[';
  for (let last = 0; ; ) {
    const { rows } = await sqlOf(em).query<FailedRow>(
      `select position, operation_id, error from batch_operation
       where batch_id = $1 and status = 'failed' and position > $2::bigint order by position limit $3`,
      [batchId, last, PAGE],
    );
    const end = rows.at(-1);
    if (!end) break;
    for (const { operation_id, error } of rows) {
      yield `${before}\n${JSON.stringify({ operation_id, entry_name: entryNameOf(operation_id), ...presentProblem(error) })}`;
      before = ',';
    }
    last = end.position;
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}
