import type * as wire from '@commerce-integration/contract';
import { formatId, formatJobId, idNumber, isTerminal, Problem } from '@commerce-integration/contract';
import { assertMayOpenUpload, entryNameOf, REPORT_NAME } from '@commerce-integration/contract/rules';
import { zipOf } from '../../internal/uploads/zip.ts';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { actingPartnerById } from '../partners/mock-acting-partner.ts';
import { listPlaces, listRows } from '../store/mock-lists.ts';
import type { BatchOperationRow, BatchRow, Owned } from '../store/mock-rows.ts';
import { keep, type MockTables, notFound } from '../store/mock-tables.ts';
import { readBatchArchive } from './mock-batch-archive.ts';
import * as rows from './mock-batch-rows.ts';

const ZIP = 'application/zip';

interface BatchUploadRow extends Owned {
  partnerId: number;
  objectKey: string;
  expiresAt: number;
  used: boolean;
}

const uploadsOf = (tables: MockTables) => tables.own<BatchUploadRow>('batchUpload');

export const batchHandlers: FeatureHandlers<'batches'> = {
  getBatchUploadUrl: (call) => ({ status: 200, body: newUpload(call, call.params.org_id) }),

  createOperationsBatch: (call) =>
    call.once(async () => ({ status: 201, body: await createBatch(call, call.params, call.body) })),

  listOperationsBatches: (call) => {
    const { id } = rows.organisationOf(call, call.params.org_id);
    const own = new Map([...call.tables.batches].filter(([, { partnerId }]) => partnerId === id));
    return { status: 200, body: listRows(call, own, 'operationsBatch', (row) => rows.presentBatch(call.tables, row)) };
  },

  getOperationsBatch: (call) => {
    const { batch, job } = rows.getBatch(call, call.params);
    call.worker.look(job);
    return { status: 200, body: rows.presentBatch(call.tables, batch) };
  },

  listBatchOperations: (call) => {
    const { status } = call.query;
    const { batch, job } = rows.getBatch(call, call.params);
    const operations = rows.listedOperations(batch, job).map((row, at) => rows.presentOperation(row, at + 1, job));
    const where = (row: { status: string }) => status === undefined || row.status === status;
    const boundTo = ['batch-operations', call.params.batch_id, status];
    return { status: 200, body: listPlaces(boundTo, call.query, operations, (row) => row, { where }) };
  },

  downloadBatchErrors: async (call) => {
    const batch = rows.getFinishedBatch(call, call.params);
    call.answerHeaders.set('content-disposition', `attachment; filename="${call.params.batch_id}-errors.zip"`);
    return { status: 200, body: '', bytes: await errorsArchive(batch), contentType: ZIP };
  },

  cancelOperationsBatch: (call) => {
    const { batch, job } = rows.getBatch(call, call.params);
    call.worker.cancel(job, formatJobId(job.jobType, job.number));
    return { status: isTerminal(job.status) ? 200 : 202, body: rows.presentBatch(call.tables, batch) };
  },

  retryFailedOperations: (call) => call.once(() => ({ status: 201, body: retryFailed(call, call.params) })),
};

function newUpload(call: MockCall, orgId: string): wire.BatchUpload {
  const { tables, settings, storage } = call;
  const partner = actingPartnerById(call, orgId);
  const open = [...uploadsOf(tables).values()].filter(
    ({ partnerId, used, expiresAt }) => partnerId === partner.id && !used && expiresAt > Date.now(),
  );
  assertMayOpenUpload(open.length);
  const id = tables.next('batchUpload');
  const uploadId = formatId('batchUpload', id);
  const objectKey = `batches/${orgId}/${uploadId}.zip`;
  const expiresAt = Date.now() + settings.limits.upload_url * 60_000;
  keep(uploadsOf(tables), { id, partnerId: partner.id, objectKey, expiresAt, used: false });
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
  { org_id, batch_type }: { org_id: string; batch_type: wire.BatchType },
  { upload_id, name, on_error, validate_only }: wire.CreateBatch,
): Promise<wire.OperationsBatch> {
  const partner = actingPartnerById(call, org_id);
  const upload = uploadsOf(call.tables).get(idNumber(upload_id));
  if (upload?.partnerId !== partner.id) throw notFound('Upload', upload_id);
  const archive = await readBatchArchive(useUpload(call, upload));
  const asked = { name: name ?? null, on_error, validate_only, upload_id, retry_of: null };
  return rows.newBatch(call, partner.id, { org_id: partner.shown.partner_id, batch_type, ...asked, ...archive });
}

/** @throws Problem `upload_already_used`, `upload_expired`, `upload_not_complete` */
function useUpload({ storage }: MockCall, upload: BatchUploadRow): Uint8Array<ArrayBuffer> {
  const uploadId = formatId('batchUpload', upload.id);
  if (upload.used) {
    throw new Problem(
      'upload_already_used',
      `Upload ${uploadId} was already used for a batch: request another upload URL.`,
    );
  }
  if (upload.expiresAt <= Date.now()) {
    throw new Problem('upload_expired', `Upload ${uploadId} has expired: get another upload URL.`);
  }
  const bytes = storage.get(upload.objectKey);
  if (!bytes) {
    const message = `Nothing was put to the URL of upload ${uploadId} yet: put the ZIP first.`;
    throw new Problem('upload_not_complete', message);
  }
  upload.used = true;
  return bytes;
}

/** An archive of the files of the failed operations as they were sent, and a report of their problems. */
async function errorsArchive(batch: BatchRow): Promise<Uint8Array<ArrayBuffer>> {
  const failed = withStatus(batch, 'failed');
  const lines = failed.map(({ operationId, error }) =>
    JSON.stringify({ operation_id: operationId, entry_name: entryNameOf(operationId), ...error }),
  );
  const report = lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
  const files = failed.map(({ operationId, bytes }) => ({ name: entryNameOf(operationId), content: bytes }));
  const zip = await zipOf([...files, { name: REPORT_NAME, content: new TextEncoder().encode(report) }]);
  return new Uint8Array(await zip.arrayBuffer());
}

function withStatus({ operations }: Pick<BatchRow, 'operations'>, wanted: BatchOperationRow['status']) {
  return typeof operations === 'string' ? [] : operations.filter(({ status }) => status === wanted);
}

/** Retries the operations that are still failed. Only one of the batches from one upload is retried at a time. */
function retryFailed(call: MockCall, path: { org_id: string; batch_id: string }): wire.OperationsBatch {
  const { tables } = call;
  actingPartnerById(call, path.org_id);
  const { id, partnerId, operations, shown } = rows.getFinishedBatch(call, path);
  const later = [...tables.batches.values()].filter((row) => row.shown.upload_id === shown.upload_id && row.id > id);
  for (const retry of later) {
    const { status } = rows.jobOfBatch(tables, retry);
    if (isTerminal(status)) continue;
    const detail = `Operations batch ${retry.shown.batch_id} retries what failed in ${path.batch_id} and is ${status}: wait for its end and see what came of it first.`;
    throw new Problem('batch_not_finished', detail);
  }
  const executed = new Set(later.flatMap((retry) => withStatus(retry, 'succeeded').map(({ bytes }) => bytes)));
  const again = withStatus({ operations }, 'failed')
    .filter(({ bytes }) => !executed.has(bytes))
    .map((row) => ({ ...row, type: null, status: 'pending' as const, error: null }));
  if (again.length === 0) {
    throw new Problem('nothing_to_retry', `Operations batch ${path.batch_id} has no operations that are still failed.`);
  }
  return rows.newBatch(call, partnerId, { ...shown, retry_of: shown.batch_id, operations: again, notes: [] });
}
