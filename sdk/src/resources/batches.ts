import * as endpoints from '../internal/generated/endpoints.ts';
import { cancelOnce } from '../internal/jobs/cancel-job.ts';
import {
  type BatchSummary,
  checkSubmission,
  type SubmitBatchFields,
  type SubmitBatchOptions,
  type SubmitSteps,
  submitBatch,
} from '../internal/jobs/submit-batch.ts';
import { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  BatchOperation,
  BatchType,
  BatchUpload,
  CreateBatchFields,
  ListBatchesFields,
  ListBatchOperationsFields,
  OperationsBatch,
} from '../internal/types/wire-types.ts';
import { putFile } from '../internal/uploads/upload-body.ts';
import { Jobs } from './jobs.ts';
import { Resource } from './resource.ts';

const FAILED_AT_HAND = 100;

/** Operations batches: thousands of operations in one ZIP file, executed in order. */
export class Batches extends Resource {
  readonly #jobs = new Jobs(this.endpoints.transport);

  /**
   * Creates a URL for the upload of the ZIP: PUT the file to it with `headers`. `submit` does all steps of a batch.
   *
   * @param orgId ID of the organisation, that is, the partner, such as `PT00001`
   * @throws NotFoundError
   */
  createUploadUrl(orgId: string, options?: RequestOptions): ApiPromise<BatchUpload> {
    return this.endpoints.call(endpoints.getBatchUploadUrl, { params: { org_id: orgId }, options });
  }

  /**
   * Creates and starts a batch from an uploaded ZIP. Use `client.jobs.waitForJob(job_id)` to wait for its end.
   *
   * @param orgId ID of the organisation, that is, the partner, such as `PT00001`
   * @param batchType the type of the operations in the batch, such as `product-updates`
   * @throws NotFoundError for an upload of another organisation; ConflictError for an upload that was already used
   */
  create(
    orgId: string,
    batchType: BatchType,
    fields: CreateBatchFields,
    options?: IdempotentRequestOptions,
  ): ApiPromise<OperationsBatch> {
    const params = { org_id: orgId, batch_type: batchType };
    return this.endpoints.call(endpoints.createOperationsBatch, { params, json: fields, options });
  }

  /**
   * Lists batches, newest first.
   *
   * @param orgId ID of the organisation, that is, the partner, such as `PT00001`
   * @throws NotFoundError
   */
  list(orgId: string, fields?: ListBatchesFields, options?: RequestOptions): PagePromise<OperationsBatch> {
    const params = { org_id: orgId };
    return this.endpoints.list(endpoints.listOperationsBatches, { params, query: fields, options });
  }

  /**
   * Gets a batch, with its counters.
   *
   * @param orgId ID of the organisation, that is, the partner, such as `PT00001`
   * @param batchId ID of the batch, such as `OB00001`
   * @throws NotFoundError
   */
  get(orgId: string, batchId: string, options?: RequestOptions): ApiPromise<OperationsBatch> {
    const params = { org_id: orgId, batch_id: batchId };
    return this.endpoints.call(endpoints.getOperationsBatch, { params, options });
  }

  /**
   * Lists the operations of a batch, in the order of execution.
   *
   * @param orgId ID of the organisation, that is, the partner, such as `PT00001`
   * @param batchId ID of the batch, such as `OB00001`
   * @throws NotFoundError
   */
  listOperations(
    orgId: string,
    batchId: string,
    fields?: ListBatchOperationsFields,
    options?: RequestOptions,
  ): PagePromise<BatchOperation> {
    const params = { org_id: orgId, batch_id: batchId };
    return this.endpoints.list(endpoints.listBatchOperations, { params, query: fields, options });
  }

  /**
   * Downloads the files of the failed operations as a ZIP, with an `errors.json` that lists their problems. Once
   * corrected, the ZIP can be submitted as a new batch. The response body is streamed.
   *
   * @param orgId ID of the organisation, that is, the partner, such as `PT00001`
   * @param batchId ID of the batch, such as `OB00001`
   * @throws NotFoundError; ConflictError until the batch has ended
   */
  downloadErrors(orgId: string, batchId: string, options?: RequestOptions): ApiPromise<Response> {
    const params = { org_id: orgId, batch_id: batchId };
    return this.endpoints.download(endpoints.downloadBatchErrors, { params, options });
  }

  /**
   * Cancels a batch. It stops at the next safe point; executed operations stay, unless the batch is atomic. A batch
   * that is already cancelled is returned unchanged.
   *
   * @param orgId ID of the organisation, that is, the partner, such as `PT00001`
   * @param batchId ID of the batch, such as `OB00001`
   * @throws NotFoundError; ConflictError `job_already_finished`
   */
  cancel(orgId: string, batchId: string, options?: RequestOptions): ApiPromise<OperationsBatch> {
    const call = { params: { org_id: orgId, batch_id: batchId }, options };
    const asked = { ...call, repeatable: true };
    return ApiPromise.start(() =>
      cancelOnce({
        ask: () => this.endpoints.send<OperationsBatch>(endpoints.cancelOperationsBatch, asked),
        look: () => this.endpoints.send<OperationsBatch>(endpoints.getOperationsBatch, call),
      }),
    );
  }

  /**
   * Retries the failed operations of a batch as a new batch.
   *
   * @param orgId ID of the organisation, that is, the partner, such as `PT00001`
   * @param batchId ID of the batch, such as `OB00001`
   * @throws NotFoundError; ConflictError
   */
  retryFailed(orgId: string, batchId: string, options?: IdempotentRequestOptions): ApiPromise<OperationsBatch> {
    const params = { org_id: orgId, batch_id: batchId };
    return this.endpoints.call(endpoints.retryFailedOperations, { params, options });
  }

  /**
   * Packs operations into a ZIP (or uses an existing one), uploads it, creates the batch, waits for its end and returns
   * the outcome. Aborting the wait does not cancel the batch. If the batch completes despite failed operations, as with
   * `on_error: 'continue'`, no error is thrown.
   *
   * @throws JobFailedError for a batch that failed or was cancelled; WaitTimeoutError; AbortError; TypeError for
   *   operations that cannot be packed; and the errors of `create`
   *
   * @example
   * const { batch, failed } = await client.batches.submit({
   *   org_id: 'PT00001',
   *   batch_type: 'product-updates',
   *   operations: [
   *     {
   *       '@type': 'ProductAvailabilityUpdate',
   *       operation_id: 'a1',
   *       product: { sku: 'AC-1' },
   *       availability: 'out_of_stock',
   *     },
   *   ],
   * });
   */
  async submit(fields: SubmitBatchFields, options: SubmitBatchOptions = {}): Promise<BatchSummary> {
    checkSubmission(fields, options);
    return submitBatch(this.#submitSteps(fields, options), fields, options);
  }

  #submitSteps({ org_id, batch_type }: SubmitBatchFields, { signal }: SubmitBatchOptions): SubmitSteps {
    return {
      createUploadUrl: () => this.createUploadUrl(org_id, { signal }),
      put: async ({ upload_url: url, headers }, zip, onProgress) => {
        await putFile(this.endpoints.transport, { url, headers }, zip, { onProgress, signal });
      },
      create: (fields) => this.create(org_id, batch_type, fields, { signal }),
      wait: (jobId, options) => this.#jobs.waitForJob(jobId, { ...options, signal }),
      get: (batchId) => this.get(org_id, batchId, { signal }),
      failed: (batchId) =>
        this.listOperations(org_id, batchId, { status: 'failed', limit: FAILED_AT_HAND }, { signal }),
    };
  }
}
