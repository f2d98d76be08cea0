import { z } from 'zod';
import { OPERATIONS_BATCH_EXAMPLE, OPERATIONS_BATCH_REQUEST } from '../shared/examples.ts';
import {
  batchUploadIdSchema,
  operationsBatchIdSchema,
  operationsBatchJobIdSchema,
  partnerIdSchema,
} from '../shared/ids.ts';
import { jobNotesSchema } from '../shared/job-notes.ts';
import { JOB_STATUSES } from '../shared/job-statuses.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { fieldErrorSchema } from '../shared/problem.ts';
import { fieldsOf, idempotencyHeaders, lineSchema, oneOf } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { createdRangeQuery, timeSchema } from '../shared/time.ts';
import { BATCH_TYPES, OPERATION_PROBLEM_CODES } from './operations.ts';

export const batchTypeSchema = oneOf('batch_type', BATCH_TYPES);

export const ON_ERROR = ['continue', 'stop', 'rollback'] as const;
export type OnError = (typeof ON_ERROR)[number];
export const OPERATION_STATUSES = ['pending', 'succeeded', 'failed', 'skipped'] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

const orgId = partnerIdSchema.meta({ description: 'The organisation is the partner: its ID.' });

export const batchUploadSchema = z
  .object({
    upload_id: batchUploadIdSchema,
    upload_url: z.url().meta({ description: 'URL for one upload of the ZIP file.' }),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()),
    expires_at: timeSchema,
  })
  .meta({ id: 'BatchUpload' });
export type BatchUpload = z.infer<typeof batchUploadSchema>;

export const createBatchSchema = fieldsOf({
  upload_id: batchUploadIdSchema,
  name: lineSchema('name', LIMITS.batchNameLength).optional(),
  on_error: oneOf('on_error', ON_ERROR).default('continue').meta({
    description:
      '`continue`: the others are still executed; `stop`: the first failure ends the batch, executed operations stay; `rollback`: all or nothing.',
  }),
  validate_only: z
    .boolean()
    .default(false)
    .meta({ description: 'Checks and executes every operation, then rolls everything back.' }),
}).meta({ id: 'CreateOperationsBatch', examples: [OPERATIONS_BATCH_REQUEST] });
export type CreateBatch = z.infer<typeof createBatchSchema>;

export const operationsBatchSchema = z
  .object({
    batch_id: operationsBatchIdSchema,
    org_id: orgId,
    partner_name: z.string(),
    batch_type: batchTypeSchema,
    name: z.string().nullable(),
    on_error: z.enum(ON_ERROR),
    validate_only: z.boolean(),
    status: z.enum(JOB_STATUSES).meta({ description: "The job's." }),
    message: z.string(),
    job_id: operationsBatchJobIdSchema,
    upload_id: batchUploadIdSchema,
    retry_of: operationsBatchIdSchema
      .nullable()
      .meta({ description: 'The batch whose failed operations this batch retries.' }),
    total: z.int().meta({ description: '0 until the archive has been read.' }),
    succeeded: z.int(),
    failed: z.int(),
    skipped: z.int(),
    notes: jobNotesSchema,
    created_at: timeSchema,
    finished_at: timeSchema.nullable(),
  })
  .meta({ id: 'OperationsBatch', examples: [OPERATIONS_BATCH_EXAMPLE] });
export type OperationsBatch = z.infer<typeof operationsBatchSchema>;

export const batchOperationSchema = z
  .object({
    operation_id: z.string(),
    position: z.int().meta({ description: 'Position in the execution order, starting at 1.' }),
    type: z.string().nullable().meta({ description: 'The `@type`; null before it was read, or if it cannot be read.' }),
    status: z.enum(OPERATION_STATUSES),
    error: z
      .object({
        code: z.enum(OPERATION_PROBLEM_CODES),
        message: z.string(),
        errors: z.array(fieldErrorSchema).optional(),
      })
      .optional(),
    entry_name: z.string().meta({
      description: 'Its file name in `errors.zip`; in the archive, the file may be in a folder or end in `.JSON`.',
    }),
  })
  .meta({ id: 'BatchOperation' });
export type BatchOperation = z.infer<typeof batchOperationSchema>;

const orgPath = z.object({ org_id: orgId });
const batchPath = orgPath.extend({ batch_id: operationsBatchIdSchema });
const read = { access: 'batches:read' } as const;
const write = { access: 'batches:write' } as const;
const at = '/org/:org_id/operations-batches';

export const operationsBatchesContract = c.router(
  {
    getBatchUploadUrl: {
      method: 'GET',
      path: `${at}/upload-url`,
      summary: 'Get a presigned URL for the ZIP of a batch',
      description:
        'PUT the ZIP to `upload_url` with `headers`, then create the batch. An upload can be used for one batch.',
      metadata: write,
      pathParams: orgPath,
      responses: { 200: batchUploadSchema, ...problems(404, 409) },
    },
    createOperationsBatch: {
      method: 'POST',
      path: `${at}/:batch_type`,
      summary: 'Create and start a batch',
      description: `\`batch_type\` is one of ${BATCH_TYPES.map((type) => `\`${type}\``).join(', ')}. A batch runs as a job: wait for \`job_id\`.`,
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: orgPath.extend({ batch_type: batchTypeSchema }),
      body: createBatchSchema,
      responses: { 201: operationsBatchSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listOperationsBatches: {
      method: 'GET',
      path: at,
      summary: 'List batches, newest first',
      description: 'Batches of all types, with their counters.',
      metadata: { ...read, reads: 'replica' },
      pathParams: orgPath,
      query: z.object({
        batch_type: batchTypeSchema.optional(),
        status: oneOf('status', JOB_STATUSES).optional(),
        ...createdRangeQuery,
        ...pageQuery,
      }),
      responses: { 200: listOf(operationsBatchSchema), ...problems(404) },
    },
    getOperationsBatch: {
      method: 'GET',
      path: `${at}/:batch_id`,
      summary: 'Get a batch with its counters',
      description: 'Its status is that of its job; the counters are final once the job has finished.',
      metadata: read,
      pathParams: batchPath,
      responses: { 200: operationsBatchSchema, ...problems(404) },
    },
    listBatchOperations: {
      method: 'GET',
      path: `${at}/:batch_id/operations`,
      summary: "List a batch's operations, in the order of execution",
      description: 'Each operation has a status; failed ones have their errors.',
      metadata: { ...read, reads: 'replica' },
      pathParams: batchPath,
      query: z.object({
        status: oneOf('status', OPERATION_STATUSES).optional(),
        ...pageQuery,
      }),
      responses: { 200: listOf(batchOperationSchema), ...problems(404) },
    },
    downloadBatchErrors: {
      method: 'GET',
      path: `${at}/:batch_id/errors.zip`,
      summary: "Download the failed operations' files, ready to be corrected and sent again",
      description: 'The files as they were sent, with an `errors.json` that says what was wrong with each.',
      metadata: { ...read, download: true },
      pathParams: batchPath,
      responses: { 200: c.otherResponse({ contentType: 'application/zip', body: z.string() }), ...problems(404, 409) },
    },
    cancelOperationsBatch: {
      method: 'POST',
      path: `${at}/:batch_id/cancel`,
      summary: 'Cancel a batch',
      description:
        'The batch stops at the next safe point. Executed operations stay, unless the batch is all or nothing.',
      metadata: write,
      pathParams: batchPath,
      body: c.noBody(),
      responses: { 200: operationsBatchSchema, 202: operationsBatchSchema, ...problems(404, 409) },
    },
    retryFailedOperations: {
      method: 'POST',
      path: `${at}/:batch_id/retry-failed`,
      summary: 'Retry the failed operations as a new batch',
      description:
        'Executes operations that are still failed, not those that an earlier retry has executed. Only one retry may run at a time: until it has finished, further calls return 409 `batch_not_finished`.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: batchPath,
      body: c.noBody(),
      responses: { 201: operationsBatchSchema, ...problems(404, 409) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
