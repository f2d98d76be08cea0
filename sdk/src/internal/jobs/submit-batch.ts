import { AbortError } from '../../errors/errors.ts';
import * as endpoints from '../generated/endpoints.ts';
import { assertObject, checkFunction, checkNumber, describeValue, refuseUnknown } from '../transport/arguments.ts';
import { orAborted } from '../transport/or-aborted.ts';
import { refuseUnknownFields } from '../transport/request.ts';
import { checkSignal, TIMEOUT_BOUNDS } from '../transport/request-options.ts';
import type {
  BatchOperation,
  BatchType,
  BatchUpload,
  CreateBatchFields,
  Job,
  OperationsBatch,
  PriceOperation,
  ProductOperation,
} from '../types/wire-types.ts';
import { type FeedFile, type FeedFileInput, feedFileOf } from '../uploads/feed-file-input.ts';
import { type OperationSource, operationsZip } from '../uploads/operations-zip.ts';
import type { OnUploadProgress, UploadProgress } from '../uploads/upload-body.ts';
import type { WaitForJobOptions, WaitProgress } from './wait-options.ts';

/** The operations of a batch: all of them, or a source that yields them one by one. */
type Operations<T> = Iterable<T> | AsyncIterable<T>;

/** The contents of a batch: operations of its type, or a ZIP file of them. */
type BatchContent =
  | { batch_type: 'valid-from-price-updates'; operations: Operations<PriceOperation>; zip?: undefined }
  | { batch_type: 'product-updates'; operations: Operations<ProductOperation>; zip?: undefined }
  | { batch_type: BatchType; zip: FeedFileInput; operations?: undefined };

/** Fields of a batch to submit. For a `zip` on disk, use `fromPath` of `@commerce-integration/sdk/node`. */
export type SubmitBatchFields = Omit<CreateBatchFields, 'upload_id'> & {
  /** The ID of the organisation, that is, the partner. */
  org_id: string;
} & BatchContent;

/** The progress of a submission: packing the operations, the upload of the ZIP, or the run of the batch. */
export type SubmitBatchProgress =
  | { stage: 'pack'; operations: number }
  | ({ stage: 'upload' } & UploadProgress)
  | ({ stage: 'run'; job: Job } & WaitProgress);

/** Options for a submission. */
export interface SubmitBatchOptions extends Pick<WaitForJobOptions, 'signal' | 'throwOnFailure'> {
  /** Called after each operation that is packed, after each piece that is sent, and with the job after each poll. */
  onProgress?: ((progress: SubmitBatchProgress) => void) | undefined;
  /**
   * How long to wait for the end of the batch after its creation, in milliseconds.
   *
   * @default 600_000
   */
  timeoutMs?: number | undefined;
}

/** The result of a submission. */
export interface BatchSummary {
  /** The finished batch, with its counters. */
  batch: OperationsBatch;
  /** The first failed operations, in the order of execution, at most 100; `batch.failed` is the total number. */
  failed: BatchOperation[];
}

/** The steps of a submission. Each already has the signal of the whole submission. */
export interface SubmitSteps {
  createUploadUrl(): PromiseLike<BatchUpload>;
  put(upload: BatchUpload, zip: FeedFile, onProgress: OnUploadProgress | undefined): Promise<void>;
  create(fields: CreateBatchFields): PromiseLike<OperationsBatch>;
  wait(jobId: string, options: WaitForJobOptions): Promise<Job>;
  get(batchId: string): PromiseLike<OperationsBatch>;
  failed(batchId: string): PromiseLike<{ items: BatchOperation[] }>;
}

const KNOWN = ['onProgress', 'signal', 'timeoutMs', 'throwOnFailure'] as const;

/** @throws TypeError that names unknown fields or quotes invalid values */
export function checkSubmission(fields: SubmitBatchFields, options: SubmitBatchOptions): void {
  assertObject('options', options);
  refuseUnknown('option', options, KNOWN);
  checkNumber('timeoutMs', options.timeoutMs, TIMEOUT_BOUNDS);
  checkSignal(options.signal);
  checkFunction('onProgress', options.onProgress);
  assertObject('fields', fields);
  const ofBatch = endpoints.createOperationsBatchFields.filter((name) => name !== 'upload_id');
  refuseUnknownFields(fields, ['org_id', 'batch_type', 'operations', 'zip', ...ofBatch]);
  if ((fields.operations === undefined) === (fields.zip === undefined))
    throw new TypeError('A batch needs either operations or a zip.');
}

/** Packs operations, uploads them, creates the batch and waits for it. @throws what the steps throw */
export async function submitBatch(
  steps: SubmitSteps,
  fields: SubmitBatchFields,
  options: SubmitBatchOptions,
): Promise<BatchSummary> {
  const { onProgress, timeoutMs, throwOnFailure } = options;
  const { org_id: _, batch_type: __, operations, zip, ...settings } = fields;
  const file = zip === undefined ? await pack(operations, options) : zipFileOf(zip);
  const upload = await steps.createUploadUrl();
  await steps.put(upload, file, onProgress && ((progress) => onProgress({ stage: 'upload', ...progress })));
  const { batch_id, job_id } = await steps.create({ ...settings, upload_id: upload.upload_id });
  await steps.wait(job_id, {
    timeoutMs,
    throwOnFailure,
    onProgress: onProgress && ((job, progress) => onProgress({ stage: 'run', job, ...progress })),
  });
  const batch = await steps.get(batch_id);
  return { batch, failed: batch.failed > 0 ? (await steps.failed(batch_id)).items : [] };
}

async function pack(operations: OperationSource, { onProgress, signal }: SubmitBatchOptions): Promise<FeedFile> {
  if (!isSource(operations))
    throw new TypeError(`operations must be an array or an (async) iterable, not ${describeValue(operations)}.`);
  const onPacked = onProgress && ((count: number) => onProgress({ stage: 'pack', operations: count }));
  try {
    return zipFileOf(await orAborted(operationsZip(operations, onPacked, signal), signal));
  } catch (error) {
    throw signal?.aborted ? new AbortError(signal) : error;
  }
}

function isSource(given: unknown): given is OperationSource {
  return typeof given === 'object' && given !== null && (Symbol.iterator in given || Symbol.asyncIterator in given);
}

function zipFileOf(zip: FeedFileInput): FeedFile {
  if (typeof zip === 'string')
    throw new TypeError(
      "A string is not a ZIP file. For a path: zip: await fromPath('…') of '@commerce-integration/sdk/node'.",
    );
  const isNamed = typeof zip === 'object' && zip !== null && 'data' in zip;
  const file = feedFileOf(isNamed ? zip : { name: 'operations.zip', data: zip });
  if (file.sizeBytes !== undefined) return file;
  throw new TypeError('A zip that is a stream needs a size: the file storage requires it in advance.');
}
