import * as endpoints from '../internal/generated/endpoints.ts';
import { type WaitForJobOptions, waitPlan } from '../internal/jobs/wait-options.ts';
import { ApiPromise } from '../internal/transport/api-promise.ts';
import { assertObject } from '../internal/transport/arguments.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import { refuseUnknownFields } from '../internal/transport/request.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  CreateDataGroupFields,
  DataGroup,
  ExportDataGroupFields,
  ExportJobFile,
  ExportJobFiles,
  ImportedFile,
  ImportResult,
  Job,
  JobError,
  ListDataGroupsFields,
  UpdateDataGroupFields,
} from '../internal/types/wire-types.ts';
import { type FeedFileInput, feedFileOf } from '../internal/uploads/feed-file-input.ts';
import { formBody, uploadMs } from '../internal/uploads/upload-body.ts';
import { Jobs } from './jobs.ts';
import { Resource } from './resource.ts';

/** The file of an import. */
export interface ImportFields {
  /**
   * The file, or a ZIP of files: a File or `{ name, data }`. Its name is matched against the file patterns of the
   * descriptors. For a file on disk, use `fromPath` of `@commerce-integration/sdk/node`.
   */
  file: FeedFileInput;
}

/** Data groups: files that are imported or exported together, in the order of their descriptors. */
export class DataGroups extends Resource {
  readonly #jobs = new Jobs(this.endpoints.transport);

  /** Creates a data group from descriptors of one partner. @throws ValidationError for unknown descriptors */
  create(fields: CreateDataGroupFields, options?: IdempotentRequestOptions): ApiPromise<DataGroup> {
    return this.endpoints.call(endpoints.createDataGroup, { json: fields, options });
  }

  /** Lists data groups, newest first. */
  list(fields?: ListDataGroupsFields, options?: RequestOptions): PagePromise<DataGroup> {
    return this.endpoints.list(endpoints.listDataGroups, { query: fields, options });
  }

  /** Gets a data group. @throws NotFoundError */
  get(dataGroupId: string, options?: RequestOptions): ApiPromise<DataGroup> {
    return this.endpoints.call(endpoints.getDataGroup, { params: { data_group_id: dataGroupId }, options });
  }

  /**
   * Updates a data group. Imports that were requested earlier are not affected.
   *
   * @throws NotFoundError; ValidationError
   */
  update(dataGroupId: string, fields: UpdateDataGroupFields, options?: RequestOptions): ApiPromise<DataGroup> {
    const params = { data_group_id: dataGroupId };
    return this.endpoints.call(endpoints.updateDataGroup, { params, json: fields, options });
  }

  /**
   * Deletes a data group. If the response is lost and a retry no longer finds the data group, the call succeeds: the
   * first attempt has deleted it.
   *
   * @throws NotFoundError; ConflictError while an import into it is in progress
   */
  delete(dataGroupId: string, options?: RequestOptions): ApiPromise<void> {
    const params = { data_group_id: dataGroupId };
    return this.endpoints.delete(endpoints.deleteDataGroup, { params, options });
  }

  /**
   * Starts the import of a file, or of a ZIP of files. `importFile` also waits for its end.
   *
   * @throws NotFoundError; ConflictError for a partner that is not active; PayloadTooLargeError
   *
   * @example
   * const { job_id } = await client.dataGroups.import('DG00001', { file: await fromPath('prices.csv') });
   * const { result } = await client.jobs.waitForJob(job_id);
   */
  import(dataGroupId: string, fields: ImportFields, options?: IdempotentRequestOptions): ApiPromise<Job> {
    return ApiPromise.start(() => {
      assertObject('fields', fields);
      const { file: input, ...others } = fields;
      refuseUnknownFields(others, []);
      const file = feedFileOf(input);
      const params = { data_group_id: dataGroupId };
      const call = { params, body: formBody(new Map(), file), extraMs: uploadMs(file), options };
      return this.endpoints.send<Job>(endpoints.importDataGroup, call);
    });
  }

  /**
   * Imports a file, or a ZIP of files, waits for the end of the job, and returns the job with the outcome of each file.
   * A file that could not be imported has a `status` other than `completed`, and an `error`. `errors` lists the
   * rejected rows.
   *
   * @throws NotFoundError; ConflictError; PayloadTooLargeError; JobFailedError; WaitTimeoutError; AbortError
   *
   * @example
   * const { files, errors } = await client.dataGroups.importFile('DG00001', { file: await fromPath('prices.csv') });
   * for (const { file_name, status, updated } of files) console.log(file_name, status, updated);
   * for await (const { line, message } of errors) console.log(line, message);
   */
  async importFile(
    dataGroupId: string,
    fields: ImportFields,
    options: WaitForJobOptions = {},
  ): Promise<{ job: Job; files: ImportedFile[]; errors: PagePromise<JobError> }> {
    waitPlan(options);
    const { job_id } = await this.import(dataGroupId, fields, { signal: options.signal });
    const job = await this.#jobs.waitForJob(job_id, options);
    // None where it failed before it counted.
    const files = (job.result as ImportResult | undefined)?.files ?? [];
    return { job, files, errors: this.#jobs.listErrors(job_id) };
  }

  /**
   * Starts an export of a group's files, all from the same point in time. Returns the job; `exportFiles` also waits for
   * its end.
   *
   * @throws NotFoundError; ConflictError for an import group; ValidationError for filters that none of its entities has
   */
  export(dataGroupId: string, fields: ExportDataGroupFields = {}, options?: IdempotentRequestOptions): ApiPromise<Job> {
    const params = { data_group_id: dataGroupId };
    return this.endpoints.call(endpoints.exportDataGroup, { params, json: fields, options });
  }

  /**
   * Exports a group's files, waits for the end of the job, and returns the job with its files. Use `downloadExport` to
   * download a file.
   *
   * @throws NotFoundError; ConflictError; ValidationError; JobFailedError; WaitTimeoutError; AbortError
   *
   * @example
   * const { files } = await client.dataGroups.exportFiles('DG00002', { compress: 'gzip' });
   * for (const file of files) {
   *   const { body } = await client.dataGroups.downloadExport(file);
   * }
   */
  async exportFiles(
    dataGroupId: string,
    fields: ExportDataGroupFields = {},
    options: WaitForJobOptions = {},
  ): Promise<{ job: Job; files: ExportJobFile[] }> {
    waitPlan(options);
    const { job_id } = await this.export(dataGroupId, fields, { signal: options.signal });
    const job = await this.#jobs.waitForJob(job_id, options);
    const { items } = await this.listExportFiles(job_id, { signal: options.signal });
    return { job, files: items };
  }

  /** Lists the files that an export has written so far, with links to download them. @throws NotFoundError */
  listExportFiles(jobId: string, options?: RequestOptions): ApiPromise<ExportJobFiles> {
    return this.endpoints.call(endpoints.listExportFiles, { params: { job_id: jobId }, options });
  }

  /** Downloads a file of an export from the file storage. The response body is streamed. */
  downloadExport({ url }: Pick<ExportJobFile, 'url'>, options: RequestOptions = {}): ApiPromise<Response> {
    // Headers of a call are for the API.
    const { headers: _, ...others } = options;
    const call = { method: 'GET' as const, url, answer: 'stream' as const, options: others };
    return ApiPromise.start(() => this.endpoints.transport.callStorage<Response>(call));
  }

  /** Downloads a ZIP with one file without rows per descriptor of a group. The response body is streamed. */
  templates(dataGroupId: string, options?: RequestOptions): ApiPromise<Response> {
    const params = { data_group_id: dataGroupId };
    return this.endpoints.download(endpoints.getDataGroupTemplates, { params, options });
  }

  /**
   * Downloads the rejected rows of an imported file, in the layout of that file, with the cause in an additional last
   * column, field or attribute `error`. Once corrected, they can be imported with the same group. The response body is
   * streamed. Same as `jobs.downloadErrors`.
   *
   * @param jobId ID of the import job, such as `JI00001`
   * @param fields `file_name`: the file whose rejected rows to download; optional if only one file has rejected rows
   * @throws NotFoundError; ConflictError until the job has ended, or if `file_name` is missing and several files have
   *   rejected rows
   */
  downloadErrors(jobId: string, fields?: { file_name?: string }, options?: RequestOptions): ApiPromise<Response> {
    const call = { params: { job_id: jobId }, query: fields, answer: 'stream' as const, options };
    return this.endpoints.start<Response>(endpoints.downloadJobErrors, call);
  }
}
