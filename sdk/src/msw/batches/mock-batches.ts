import {
  type BatchType,
  type BatchUpload,
  type CreateBatch,
  formatId,
  formatJobId,
  idNumber,
  isTerminal,
  type OperationsBatch,
  Problem,
} from '@commerce-integration/contract';
import {
  assertMayOpenUpload,
  CURSOR_POSITIONS,
  entryNameOf,
  REPORT_NAME,
  toPage,
} from '@commerce-integration/contract/rules';
import { downloadZip } from 'client-zip';
import { createdWithin, newestFirst, openCursor, sealCursor } from '../http/mock-lists.ts';
import type { FeatureHandlers, MockCall } from '../mock-call.ts';
import type { BatchOperationRow, BatchRow, BatchUploadRow, PartnerRow } from '../mock-rows.ts';
import { notFound } from '../mock-tables.ts';
import { actingPartner } from '../partners/mock-acting-partner.ts';
import { readBatchArchive } from './mock-batch-archive.ts';
import * as rows from './mock-batch-rows.ts';

const ZIP = 'application/zip';

export const batchHandlers: FeatureHandlers<'batches'> = {
  getBatchUploadUrl: (call) => ({ status: 200, body: newUpload(call, call.params.org_id) }),

  createOperationsBatch: (call) =>
    call.once(async () => ({ status: 201, body: await createBatch(call, call.params, call.body) })),

  listOperationsBatches: (call) => {
    const { query, tables } = call;
    const partner = rows.organisationOf(call, call.params.org_id);
    const found = [...tables.batches.values()].filter(
      (batch) =>
        batch.partnerId === partner.id &&
        (query.batch_type === undefined || batch.batchType === query.batch_type) &&
        (query.status === undefined || rows.jobOfBatch(tables, batch).status === query.status) &&
        createdWithin(query, batch.createdAt),
    );
    const present = (batch: BatchRow) => rows.presentBatch(batch, rows.jobOfBatch(tables, batch));
    const cursorOf = ({ id }: BatchRow) => formatId('operationsBatch', id);
    return { status: 200, body: toPage(newestFirst(found, query.cursor, 'OB'), query.limit, present, cursorOf) };
  },

  getOperationsBatch: (call) => {
    const { batch, job } = rows.getBatch(call, call.params);
    call.worker.look(job);
    return { status: 200, body: rows.presentBatch(batch, job) };
  },

  listBatchOperations: (call) => {
    const { status, limit, cursor } = call.query;
    const { batch, job } = rows.getBatch(call, call.params);
    const query = ['batch-operations', call.params.batch_id, status];
    const [after] = cursor === undefined ? [0] : openCursor(query, cursor, CURSOR_POSITIONS.row);
    const found = rows
      .listedOperations(batch, job)
      .map((row, index) => rows.presentOperation(row, index + 1, job))
      .filter((row) => row.position > after && (status === undefined || row.status === status));
    const page = toPage(
      found,
      limit,
      (row) => row,
      ({ position }) => sealCursor(query, [position]),
    );
    return { status: 200, body: page };
  },

  downloadBatchErrors: async (call) => {
    const { batch } = rows.getFinishedBatch(call, call.params);
    call.answerHeaders.set('content-disposition', `attachment; filename="${call.params.batch_id}-errors.zip"`);
    return { status: 200, body: '', bytes: await errorsArchive(batch), contentType: ZIP };
  },

  cancelOperationsBatch: (call) => {
    const { batch, job } = rows.getBatch(call, call.params);
    call.worker.cancel(job, formatJobId(job.jobType, job.number));
    return { status: isTerminal(job.status) ? 200 : 202, body: rows.presentBatch(batch, job) };
  },

  retryFailedOperations: (call) => call.once(() => ({ status: 201, body: retryFailed(call, call.params) })),
};

/** @throws Problem as `actingPartner` */
function activeOrganisation({ tables, caller }: MockCall, orgId: string): PartnerRow {
  const partner = actingPartner(tables, caller, { partner_id: orgId });
  if (!partner) throw notFound('Partner', orgId);
  return partner;
}

function newUpload(call: MockCall, orgId: string): BatchUpload {
  const { tables, settings, storage } = call;
  const partner = activeOrganisation(call, orgId);
  const isOpen = (upload: BatchUploadRow) => !upload.usedAt && upload.expiresAt > Date.now();
  const ofPartner = [...tables.batchUploads.values()].filter((upload) => upload.partnerId === partner.id);
  assertMayOpenUpload(ofPartner.filter(isOpen).length);
  const id = tables.next('batchUpload');
  const uploadId = formatId('batchUpload', id);
  const objectKey = `batches/${orgId}/${uploadId}.zip`;
  const createdAt = new Date();
  const expiresAt = createdAt.getTime() + settings.limits.upload_url * 60_000;
  tables.batchUploads.set(id, { id, partnerId: partner.id, objectKey, expiresAt, usedAt: null, createdAt });
  return {
    upload_id: uploadId,
    upload_url: storage.presignPut(objectKey, expiresAt),
    method: 'PUT',
    headers: { 'content-type': ZIP },
    expires_at: new Date(expiresAt).toISOString(),
  };
}

async function createBatch(
  call: MockCall,
  { org_id, batch_type }: { org_id: string; batch_type: BatchType },
  { upload_id, name, on_error, validate_only }: CreateBatch,
): Promise<OperationsBatch> {
  const partner = activeOrganisation(call, org_id);
  const upload = call.tables.batchUploads.get(idNumber(upload_id));
  if (upload?.partnerId !== partner.id) throw notFound('Upload', upload_id);
  const archive = await readBatchArchive(useUpload(call, upload));
  return rows.newBatch(call, {
    partnerId: partner.id,
    uploadId: upload.id,
    batchType: batch_type,
    name: name ?? null,
    onError: on_error,
    validateOnly: validate_only,
    retryOfId: null,
    ...archive,
  });
}

/** @throws Problem `upload_already_used`, `upload_expired`, `upload_not_complete` */
function useUpload({ storage }: MockCall, upload: BatchUploadRow): Uint8Array<ArrayBuffer> {
  const uploadId = formatId('batchUpload', upload.id);
  if (upload.usedAt) {
    throw new Problem('upload_already_used', `Upload ${uploadId} has served a batch: get another upload URL.`);
  }
  if (upload.expiresAt <= Date.now()) {
    throw new Problem('upload_expired', `Upload ${uploadId} has expired: get another upload URL.`);
  }
  const bytes = storage.get(upload.objectKey);
  if (!bytes) {
    const message = `Nothing was put to the URL of upload ${uploadId} yet: put the ZIP first.`;
    throw new Problem('upload_not_complete', message);
  }
  upload.usedAt = new Date();
  return bytes;
}

/** The files of the failed operations as they were sent, and what was wrong with each. */
async function errorsArchive(batch: BatchRow): Promise<Uint8Array<ArrayBuffer>> {
  const failed = withStatus(batch, 'failed');
  const lines = failed.map(({ operationId, error }) =>
    JSON.stringify({ operation_id: operationId, entry_name: entryNameOf(operationId), ...error }),
  );
  const report = lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
  const files = failed.map(({ operationId, bytes }) => ({ name: entryNameOf(operationId), input: bytes }));
  const zip = downloadZip([...files, { name: REPORT_NAME, input: report }]);
  return new Uint8Array(await zip.arrayBuffer());
}

function withStatus({ operations }: Pick<BatchRow, 'operations'>, wanted: BatchOperationRow['status']) {
  return typeof operations === 'string' ? [] : operations.filter(({ status }) => status === wanted);
}

/** What is still failed, one retry at a time of all that was made of one upload. */
function retryFailed(call: MockCall, path: { org_id: string; batch_id: string }): OperationsBatch {
  const { tables } = call;
  activeOrganisation(call, path.org_id);
  const { id, createdAt: _, operations, notes: __, ...first } = rows.getFinishedBatch(call, path).batch;
  const later = [...tables.batches.values()].filter((batch) => batch.uploadId === first.uploadId && batch.id > id);
  for (const retry of later) {
    const { status } = rows.jobOfBatch(tables, retry);
    if (isTerminal(status)) continue;
    const [one, other] = [formatId('operationsBatch', retry.id), path.batch_id];
    const detail = `Operations batch ${one} retries what failed in ${other} and is ${status}: wait for its end and see what came of it first.`;
    throw new Problem('batch_not_finished', detail);
  }
  const executed = new Set(later.flatMap((retry) => withStatus(retry, 'succeeded').map(({ bytes }) => bytes)));
  const again = withStatus({ operations }, 'failed')
    .filter(({ bytes }) => !executed.has(bytes))
    .map((row) => ({ ...row, type: null, status: 'pending' as const, error: null }));
  if (again.length === 0) {
    throw new Problem('nothing_to_retry', `Operations batch ${path.batch_id} has no operations that are still failed.`);
  }
  return rows.newBatch(call, { ...first, retryOfId: id, operations: again, notes: [] });
}
