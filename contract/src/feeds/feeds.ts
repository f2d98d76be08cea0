import { z } from 'zod';
import { partnerNameSchema } from '../partners/partners.ts';
import { FEED_ACCEPTED_EXAMPLE, FEED_EXAMPLE, UPLOAD_REQUEST, UPLOAD_URL_REQUEST } from '../shared/examples.ts';
import { feedIdSchema, partnerIdSchema, submissionJobIdSchema, validationJobIdSchema } from '../shared/ids.ts';
import { JOB_STATUSES } from '../shared/job-statuses.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { numberText } from '../shared/plain-number.ts';
import { fieldsOf, idempotencyHeaders, oneOf, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { isLongerThan } from '../shared/text.ts';
import { createdRangeQuery, timeSchema } from '../shared/time.ts';

export const FEED_STATUSES = ['pending_upload', 'uploaded', 'rejected'] as const;
export const FEED_MODES = ['incremental', 'full'] as const;
/** The default share of a partner's products that a full feed may discontinue. */
export const DEFAULT_MAX_REMOVED_RATIO = 0.5;
export type FeedMode = (typeof FEED_MODES)[number];

export const feedSchema = z
  .object({
    feed_id: feedIdSchema,
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    file_name: z.string(),
    content_type: z.string().nullable(),
    size_bytes: z.int().nullable(),
    sha256: z.string().nullable(),
    delimiter: z.enum([',', ';', '\t', '|']).nullable(),
    mode: z.enum(FEED_MODES),
    validate_only: z.boolean(),
    max_error_ratio: z.number().nullable(),
    max_removed_ratio: z.number(),
    status: z
      .enum(FEED_STATUSES)
      .meta({ description: 'The state of the upload only; it stays `uploaded` during and after the load.' }),
    uploaded_at: timeSchema.nullable(),
    created_at: timeSchema,
    job_id: submissionJobIdSchema.nullable(),
    validation_job_id: validationJobIdSchema.nullable(),
    validation_status: z.enum(JOB_STATUSES).nullable(),
    validation_message: z.string().nullable(),
    raw_file_s3_key: z.string(),
    raw_file_bucket: z.string(),
    duplicate_of: feedIdSchema.optional().meta({ description: 'An earlier feed of the partner with the same bytes.' }),
  })
  .meta({ id: 'Feed', examples: [FEED_EXAMPLE] });
export type Feed = z.infer<typeof feedSchema>;

const loadOptions = {
  mode: oneOf('mode', FEED_MODES)
    .default('incremental')
    .meta({ description: '`full`: products that the feed does not contain become `discontinued`.' }),
};

const ratio = (name: string) => {
  const error = `${name} must be a number from 0 to 1.`;
  return z.number({ error }).min(0, { error }).max(1, { error });
};
const maxErrorRatio = { description: 'If more than this share of rows is rejected, the job fails and loads nothing.' };
const maxRemovedRatio = {
  description: `If a full feed would discontinue more than this share of the products, the load fails and changes nothing; ${DEFAULT_MAX_REMOVED_RATIO} by default. Not checked for catalogues of up to ${LIMITS.removalUnchecked} products.`,
};

const partnerOfFeed = {
  partner_name: partnerNameSchema.optional().meta({
    description:
      "Optional with a partner's key. If the operator uploads with an unknown name, the partner is registered.",
  }),
  partner_id: partnerIdSchema.optional(),
};

const validateOnly = 'Runs the same path and reports what would change; writes nothing.';

/** The text parts of an upload, as the server parses them; the file part is streamed. */
export const uploadFieldsSchema = fieldsOf({
  ...partnerOfFeed,
  ...loadOptions,
  // Invalid UTF-8 in a form part has become U+FFFD when it is read.
  partner_name: partnerOfFeed.partner_name.refine((name) => !name?.includes('\uFFFD'), {
    error: 'partner_name is not UTF-8: encode the form as UTF-8 before it is sent.',
  }),
  max_error_ratio: numberText(ratio('max_error_ratio')).optional().meta(maxErrorRatio),
  max_removed_ratio: numberText(ratio('max_removed_ratio')).optional().meta(maxRemovedRatio),
  validate_only: z
    .stringbool({ error: 'validate_only must be true or false.' })
    .default(false)
    .meta({ description: validateOnly }),
});
export type UploadFields = z.infer<typeof uploadFieldsSchema>;

/** The upload as documented: the text parts and the file. */
const uploadFormSchema = uploadFieldsSchema
  .extend({
    // Optional only in the schema: the server reads the file as a stream, not among the text parts.
    file: z.unknown().optional().meta({
      'x-required': true,
      type: 'string',
      format: 'binary',
      contentMediaType: 'application/octet-stream',
      description: 'The CSV file (`.csv` or `.csv.gz`), at any position in the form.',
    }),
  })
  .meta({ examples: [UPLOAD_REQUEST] });

const fileNameSchema = z
  .string()
  .min(1, { error: 'file_name must not be empty.' })
  .superRefine((name, { addIssue }) => {
    const message = `file_name is longer than ${LIMITS.fileNameLength} characters.`;
    if (isLongerThan(name, LIMITS.fileNameLength))
      addIssue({ code: 'too_big', origin: 'string', maximum: LIMITS.fileNameLength, message });
  })
  .meta({ maxLength: LIMITS.fileNameLength });

/** Sent as a header, unchanged. */
const contentTypeSchema = z
  .string()
  .max(LIMITS.contentTypeLength, { error: `content_type is longer than ${LIMITS.contentTypeLength} characters.` })
  .regex(/^[\x21-\x7E](?:[\x20-\x7E]*[\x21-\x7E])?$/, {
    error: 'content_type must be a content type, such as text/csv.',
  });

export const uploadUrlSchema = fieldsOf({
  ...partnerOfFeed,
  ...loadOptions,
  max_error_ratio: ratio('max_error_ratio').optional().meta(maxErrorRatio),
  max_removed_ratio: ratio('max_removed_ratio').optional().meta(maxRemovedRatio),
  file_name: fileNameSchema,
  content_type: contentTypeSchema.optional(),
  validate_only: z.boolean().default(false).meta({ description: validateOnly }),
  size: z
    .int()
    .min(1)
    .optional()
    .meta({ description: 'Size in bytes. Required over 5 GiB, because S3 accepts such files only in parts.' }),
}).meta({ examples: [UPLOAD_URL_REQUEST] });

/** The response of `POST /feeds/upload-url`. */
export const uploadTicketSchema = z
  .object({
    feed_id: feedIdSchema,
    upload_url: z.url().meta({ description: 'URL for the upload of the file, or of its first part.' }),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()),
    expires_at: timeSchema,
    parts: z
      .array(z.object({ part_number: z.int(), upload_url: z.url(), size: z.int() }))
      .optional()
      .meta({ description: 'Over 5 GiB: the URLs of the parts in order, with the size of each.' }),
  })
  .meta({ id: 'UploadTicket' });
export type UploadTicket = z.infer<typeof uploadTicketSchema>;

export const feedAcceptedSchema = z
  .object({
    feed_id: feedIdSchema,
    status: z.literal('uploaded'),
    job_id: submissionJobIdSchema,
    validation_job_id: validationJobIdSchema,
    duplicate_of: feedIdSchema.optional(),
  })
  .meta({ id: 'FeedAccepted', examples: [FEED_ACCEPTED_EXAMPLE] });
export type FeedAccepted = z.infer<typeof feedAcceptedSchema>;

const feedPath = z.object({ feed_id: feedIdSchema });
const read = { access: 'feeds:read' } as const;
const write = { access: 'feeds:write' } as const;

export const feedsContract = c.router(
  {
    uploadFeed: {
      method: 'POST',
      path: '/feeds/upload',
      summary: 'Upload a product feed',
      description:
        'Streams the file to storage and checks its header and encoding. Products are not loaded yet: run the validation job for that. If the upload is rejected, nothing is stored.',
      metadata: write,
      headers: idempotencyHeaders,
      contentType: 'multipart/form-data',
      body: uploadFormSchema,
      responses: { 201: feedAcceptedSchema, ...problems(404, 409, 413, 415, 422) },
    },
    createFeedUploadUrl: {
      method: 'POST',
      path: '/feeds/upload-url',
      summary: 'Get a presigned URL for a large feed',
      description: 'PUT the file to `upload_url` with `headers`, then complete the feed.',
      metadata: write,
      headers: idempotencyHeaders,
      body: uploadUrlSchema,
      responses: {
        201: uploadTicketSchema,
        ...problems(404, 409, 413, 415, 422),
      },
    },
    completeFeedUpload: {
      method: 'POST',
      path: '/feeds/:feed_id/complete',
      summary: 'Complete a presigned upload',
      description:
        'Checks the stored file like a direct upload, and creates its jobs. If a check fails, the file is deleted and the feed is `rejected`.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: feedPath,
      body: fieldsOf({
        sha256: z
          .string()
          .regex(/^[0-9a-fA-F]{64}$/, { error: 'sha256 must be 64 hexadecimal digits.' })
          .optional(),
        size: z.int().min(0).optional().meta({ description: 'Bytes.' }),
        parts: z
          .array(fieldsOf({ part_number: z.int().min(1).max(10_000), etag: z.string().min(1).max(200) }))
          .min(1)
          .max(10_000)
          .optional()
          .meta({ description: 'For a file in parts: the `ETag` from the response to each PUT.' }),
      }).meta({ examples: [{}] }),
      responses: { 200: feedAcceptedSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listFeeds: {
      method: 'GET',
      path: '/feeds',
      summary: 'List feeds, newest first',
      description: "With a partner's key: its own feeds; with the operator's key: those of all partners.",
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        partner_name: partnerNameFilter.optional(),
        status: oneOf('status', FEED_STATUSES).optional(),
        ...createdRangeQuery,
        ...pageQuery,
      }),
      responses: { 200: listOf(feedSchema) },
    },
    getFeed: {
      method: 'GET',
      path: '/feeds/:feed_id',
      summary: 'Get a feed',
      description: 'Includes its file, load options and the state of its validation job.',
      metadata: read,
      pathParams: feedPath,
      responses: { 200: feedSchema, ...problems(404) },
    },
    getFeedFile: {
      method: 'GET',
      path: '/feeds/:feed_id/file',
      summary: 'Download the raw file',
      description: 'Redirects to a short-lived presigned URL.',
      metadata: read,
      pathParams: feedPath,
      responses: { 302: c.noBody(), ...problems(404, 409) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
