import { z } from 'zod';
import { JOB_EXAMPLE } from '../shared/examples.ts';
import {
  dataGroupIdSchema,
  feedIdSchema,
  jobIdSchema,
  operationsBatchIdSchema,
  partnerIdSchema,
} from '../shared/ids.ts';
import { JOB_STATUSES } from '../shared/job-statuses.ts';
import { JOB_RESULTS, JOB_TYPES } from '../shared/job-types.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { numberText } from '../shared/plain-number.ts';
import { fieldsOf, idempotencyHeaders, lineSchema, oneOf, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { createdRangeQuery, timeSchema } from '../shared/time.ts';
import { jobSubjectFields } from './job-subjects.ts';

export const jobSchema = z
  .object({
    job_id: jobIdSchema,
    job_type: z.enum(JOB_TYPES),
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    status: z.enum(JOB_STATUSES),
    message: z.string().meta({ description: 'The state of the job, as a message.' }),
    created_at: timeSchema,
    started_at: timeSchema.optional(),
    finished_at: timeSchema.optional(),
    queue_position: z
      .int()
      .min(1)
      .optional()
      .meta({
        description: `Position of a queued job among the jobs of its class (small or large), by the turns of all partners, starting at 1; ${LIMITS.queuePosition} means that or more. Only returned for a single job.`,
      }),
    estimated_start_at: timeSchema.nullable().optional().meta({
      description:
        'Estimated start time of a queued job, based on the latest jobs of its class; null if too few have run, or none is running.',
    }),
    attempt: z.int().meta({ description: 'How often a worker has started the job.' }),
    progress: z.object({
      rows_total: z.int().optional().meta({ description: 'Known once the whole file has been read.' }),
      rows_done: z.int(),
    }),
    result: z
      .union([...new Set(JOB_RESULTS.map(({ schema }) => schema))])
      .optional()
      .meta({ description: sentence(JOB_RESULTS.map(({ of, schema }) => `of ${of} a \`${schema.meta()?.id}\``)) }),
    error: z.string().optional().meta({ description: 'Why the job failed, as a message.' }),
    ...jobSubjectFields,
    links: z.record(z.string(), z.string()).meta({ description: 'Paths of related resources.' }),
  })
  .meta({ id: 'Job', examples: [JOB_EXAMPLE] });
export type Job = z.infer<typeof jobSchema>;

export const jobErrorSchema = z
  .object({
    file_name: z
      .string()
      .optional()
      .meta({ description: 'The file of an import; missing for a feed, which has one file.' }),
    line: z.int().meta({ description: 'Line of the file at which the row begins; the header is line 1.' }),
    sku: z.string().optional(),
    column: z.string().optional(),
    code: z.string(),
    message: z.string(),
    value: z.string().optional().meta({ description: 'The rejected value, truncated to 200 characters.' }),
    severity: z.enum(['error', 'warning']),
  })
  .meta({ id: 'JobError' });
export type JobError = z.infer<typeof jobErrorSchema>;

export const jobChangeSchema = z
  .object({ sku: z.string(), field: z.string(), from: z.string().nullable(), to: z.string().nullable() })
  .meta({ id: 'JobChange' });
export type JobChange = z.infer<typeof jobChangeSchema>;

const jobPath = z.object({ job_id: jobIdSchema });
const waitError = `Invalid wait value. Allowed values: 0 to ${LIMITS.longPollSeconds} seconds.`;
const read = { access: 'jobs:read' } as const;
const write = { access: 'jobs:write' } as const;

export const jobsContract = c.router(
  {
    listJobs: {
      method: 'GET',
      path: '/jobs',
      summary: 'List jobs, newest first',
      description:
        "Jobs of all types. With a partner's key: its own jobs; with the operator's key: those of all partners.",
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        job_type: oneOf('job_type', JOB_TYPES).optional(),
        status: oneOf('status', JOB_STATUSES).optional(),
        feed_id: feedIdSchema.optional(),
        batch_id: operationsBatchIdSchema.optional(),
        data_group_id: dataGroupIdSchema.optional(),
        partner_name: partnerNameFilter.optional(),
        ...createdRangeQuery,
        ...pageQuery,
      }),
      responses: { 200: listOf(jobSchema) },
    },
    getJob: {
      method: 'GET',
      path: '/jobs/:job_id',
      summary: 'Get a job, or wait for it to finish',
      description:
        'A queued job has a `queue_position`. With `wait`, the API responds when the job finishes or the seconds have passed. `Retry-After` is set until the job has finished.',
      metadata: read,
      pathParams: jobPath,
      query: z.object({
        wait: numberText(
          z.number({ error: waitError }).min(0, { error: waitError }).max(LIMITS.longPollSeconds, { error: waitError }),
        )
          .default(0)
          .meta({ description: 'How long the response may wait for the end of the job.', 'x-unit': 'seconds' }),
      }),
      responses: { 200: jobSchema, ...problems(404) },
    },
    runJob: {
      method: 'POST',
      path: '/jobs/:job_id/run',
      summary: 'Run a validation job: load its feed',
      description: `Returns 200 with the finished job if it finishes within the wait (${LIMITS.runWaitSeconds} s, or \`Prefer: wait=N\` up to ${LIMITS.longPollSeconds}), otherwise 202 with the current state of the job. With \`Prefer: respond-async\`, returns 202 immediately. You can run a finished job again; with an \`Idempotency-Key\`, a repeated call does not run the job again and returns its current state.`,
      metadata: write,
      pathParams: jobPath,
      headers: idempotencyHeaders.extend({
        prefer: z
          .string()
          .max(200, { error: 'Prefer is longer than 200 characters.' })
          .optional()
          .meta({ description: '`wait=N` or `respond-async` (RFC 7240).' }),
      }),
      body: c.noBody(),
      responses: { 200: jobSchema, 202: jobSchema, ...problems(404, 409, 422) },
    },
    cancelJob: {
      method: 'POST',
      path: '/jobs/:job_id/cancel',
      summary: 'Cancel a job',
      description:
        'A queued job never starts. A running job stops at the next safe point. A cancelled load does not change the catalogue; executed operations of a batch stay, unless the batch is all or nothing.',
      metadata: write,
      pathParams: jobPath,
      body: c.noBody(),
      responses: { 200: jobSchema, 202: jobSchema, ...problems(404, 409) },
    },
    undoJob: {
      method: 'POST',
      path: '/jobs/:job_id/undo',
      summary: 'Undo what a validation job or an import job loaded',
      description: `Returns 202 with an undo job. New products are removed, or discontinued if they were ordered or have a price list. In other products, each field that still has the value written by the job gets its previous value. Later changes are kept, and listed as errors of the undo job. Possible for ${LIMITS.undoDays} days. If a validation job was run several times, its latest load is undone. For an import job, even a failed or cancelled one, all files of products, attributes and availability are undone together; other entities, such as prices, are kept, and the message of the undo job lists them. With \`validate_only\` nothing is written, and the undo job lists what would change.`,
      metadata: write,
      pathParams: jobPath,
      headers: idempotencyHeaders,
      body: fieldsOf({ validate_only: z.boolean().default(false) }).meta({
        id: 'UndoJob',
        examples: [{ validate_only: true }],
      }),
      responses: { 202: jobSchema, ...problems(404, 409, 422) },
    },
    listJobErrors: {
      method: 'GET',
      path: '/jobs/:job_id/errors',
      summary: "List a load's errors and warnings, in file order",
      description:
        'Each entry has line, column, code and message. An `error` is the reason why a line was not loaded; a `warning` concerns a line that was loaded.',
      metadata: { ...read, reads: 'replica' },
      pathParams: jobPath,
      query: z.object(pageQuery),
      responses: { 200: listOf(jobErrorSchema), ...problems(404) },
    },
    downloadJobErrors: {
      method: 'GET',
      path: '/jobs/:job_id/errors.csv',
      summary: 'Download the rejected lines, ready to be corrected and sent again',
      description:
        'The lines as sent, with the first columns `_line,_column,_code,_message`, which feeds ignore. For an import, the rejected rows of one file in its original layout (format, encoding, delimiter, all columns), with the cause in a last column, field or attribute `error`, which the next import ignores.',
      metadata: { ...read, download: true, reads: 'replica' },
      pathParams: jobPath,
      query: z.object({
        file_name: lineSchema('file_name', LIMITS.fileNameLength).optional().meta({
          description:
            'For an import: the file, as in `file_name` of the errors. Optional if only one file has rejected rows.',
        }),
      }),
      responses: {
        200: c.otherResponse({ contentType: 'text/csv', body: z.string() }),
        ...problems(404, 409),
      },
    },
    listJobChanges: {
      method: 'GET',
      path: '/jobs/:job_id/changes',
      summary: 'List a sample of what a `validate_only` load or undo would change',
      description: 'Each entry is a field of a product with its values before and after.',
      metadata: { ...read, reads: 'replica' },
      pathParams: jobPath,
      query: z.object(pageQuery),
      responses: { 200: listOf(jobChangeSchema), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);

/** Parts of a sentence, as one. */
function sentence(parts: readonly string[]): string {
  const text = parts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
