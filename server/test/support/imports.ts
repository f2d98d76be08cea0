import type { DataDescriptor, DataGroup, ImportedFile, Job, JobError, Page } from '@commerce-integration/contract';
import { type BuiltFile, zipOf } from './archives/zip-bytes.ts';
import type { Answer, TestServer } from './server.ts';

/** The fields of a new descriptor. */
export interface DescriptorFields {
  entity: DataDescriptor['entity'];
  columns: Record<string, unknown>[];
  format?: Record<string, unknown>;
  [field: string]: unknown;
}

/** The result of an import. */
export interface Imported {
  job: Job;
  files: ImportedFile[];
  errors: JobError[];
}

/** The data groups of a partner. */
export class Imports {
  readonly #server: TestServer;
  readonly key: string;

  constructor(server: TestServer, { key }: { key: string }) {
    this.#server = server;
    this.key = key;
  }

  async descriptor(fields: DescriptorFields): Promise<DataDescriptor> {
    const body = { name: fields.entity, format: { type: 'csv' }, ...fields };
    const created = await this.#server.call<DataDescriptor>('/data-descriptors', { body, key: this.key });
    if (created.status !== 201) throw new Error(`Answered ${created.status}: ${JSON.stringify(created.body)}`);
    return created.body;
  }

  /** A group of new descriptors. */
  async group(descriptors: DescriptorFields[], settings: Record<string, unknown> = {}): Promise<DataGroup> {
    const ids: string[] = [];
    for (const fields of descriptors) ids.push((await this.descriptor(fields)).data_descriptor_id);
    const body = { name: 'group', descriptors: ids, ...settings };
    const created = await this.#server.call<DataGroup>('/data-groups', { body, key: this.key });
    if (created.status !== 201) throw new Error(`Answered ${created.status}: ${JSON.stringify(created.body)}`);
    return created.body;
  }

  /** Sends a file to a group. */
  send<T = Job>(groupId: string, name: string, file: string | Uint8Array, headers = {}): Promise<Answer<T>> {
    const form = new FormData();
    form.set('file', new Blob([file as string]), name);
    return this.#server.call<T>(`/data-groups/${groupId}/import`, { form, key: this.key, headers });
  }

  /** Sends a file and waits until it is imported. */
  async run(groupId: string, name: string, file: string | Uint8Array): Promise<Imported> {
    const sent = await this.send(groupId, name, file);
    if (sent.status !== 202) throw new Error(`Answered ${sent.status}: ${JSON.stringify(sent.body)}`);
    return this.ended(sent.body.job_id);
  }

  /** Sends a ZIP of files and waits until all are imported. */
  runZip(groupId: string, files: BuiltFile[]): Promise<Imported> {
    return this.run(groupId, 'files.zip', zipOf(files));
  }

  async ended(jobId: string): Promise<Imported> {
    for (;;) {
      const { body: job } = await this.#server.call<Job>(`/jobs/${jobId}?wait=30`, { key: this.key });
      if (job.finished_at === undefined) continue;
      const errors = await this.#server.call<Page<JobError>>(`/jobs/${jobId}/errors?limit=100`, { key: this.key });
      const files = job.result && 'files' in job.result && 'processed' in job.result ? job.result.files : [];
      return { job, files, errors: errors.body.items };
    }
  }
}

/** The counts of a file: processed, inserted, updated, unchanged, skipped. */
export function counts(file: ImportedFile | undefined): number[] {
  if (!file) throw new Error('There is no such file');
  const { processed, inserted, updated, unchanged, skipped } = file;
  return [processed, inserted, updated, unchanged, skipped];
}
