import { gunzipSync } from 'node:zlib';
import type { DataGroup, ExportJobFile, ExportResult, Job } from '@commerce-integration/contract';
import { type DescriptorFields, Imports } from './imports.ts';
import type { Answer, TestServer } from './server.ts';

/** The result of an export. */
export interface Exported {
  job: Job;
  result: ExportResult | undefined;
  files: (ExportJobFile & { text: string; bytesRead: Buffer })[];
}

/** Groups of exports of a partner. */
export class DataExports {
  readonly #server: TestServer;
  readonly #imports: Imports;
  readonly key: string;

  constructor(server: TestServer, { key }: { key: string }) {
    this.#server = server;
    this.#imports = new Imports(server, { key });
    this.key = key;
  }

  /** A group of new descriptors of exports. */
  group(descriptors: DescriptorFields[]): Promise<DataGroup> {
    const directed = descriptors.map((fields) => ({ ...fields, direction: 'export' }));
    return this.#imports.group(directed, { direction: 'export' });
  }

  /** Requests an export. */
  ask<T = Job>(groupId: string, body: object = {}, headers = {}): Promise<Answer<T>> {
    return this.#server.call<T>(`/data-groups/${groupId}/export`, { body, key: this.key, headers });
  }

  /** Exports, and downloads the files. */
  async run(groupId: string, body: object = {}): Promise<Exported> {
    const asked = await this.ask(groupId, body);
    if (asked.status !== 202) throw new Error(`Answered ${asked.status}: ${JSON.stringify(asked.body)}`);
    return this.ended(asked.body.job_id);
  }

  async ended(jobId: string): Promise<Exported> {
    for (;;) {
      const { body: job } = await this.#server.call<Job>(`/jobs/${jobId}?wait=30`, { key: this.key });
      if (job.finished_at === undefined) continue;
      const result = job.result && 'bytes' in job.result ? job.result : undefined;
      return { job, result, files: await this.files(jobId) };
    }
  }

  async files(jobId: string): Promise<Exported['files']> {
    const listed = await this.#server.call<{ items: ExportJobFile[] }>(`/jobs/${jobId}/files`, { key: this.key });
    return Promise.all(
      listed.body.items.map(async (file) => {
        const bytesRead = Buffer.from(await (await fetch(file.url)).arrayBuffer());
        const text = file.file_name.endsWith('.gz') ? gunzipSync(bytesRead).toString() : bytesRead.toString();
        return { ...file, text, bytesRead };
      }),
    );
  }
}

const column = (name: string) => ({ target: name, source: name });

/** Descriptors of every entity, in a layout that all formats support. */
export const ENTITY_LAYOUTS = {
  product: {
    entity: 'product',
    file_name_pattern: 'products*',
    columns: [
      ...['sku', 'product_name', 'description', 'brand', 'category', 'price', 'currency', 'availability'].map(column),
      { target: 'attributes.color', source: 'color' },
    ],
  },
  product_attribute: {
    entity: 'product_attribute',
    file_name_pattern: 'attributes*',
    columns: ['sku', 'name', 'value'].map(column),
  },
  price: {
    entity: 'price',
    file_name_pattern: 'prices*',
    columns: [...['sku', 'sales_channel', 'price', 'currency'].map(column), { ...column('valid_from'), type: 'date' }],
  },
  availability: {
    entity: 'availability',
    file_name_pattern: 'stock*',
    columns: ['sku', 'availability'].map(column),
  },
  category: {
    entity: 'category',
    file_name_pattern: 'categories*',
    columns: ['code', 'name', 'parent_code'].map(column),
  },
} as const satisfies Record<string, object>;

/** A layout of an entity, with other fields if given. */
export function layoutOf(entity: keyof typeof ENTITY_LAYOUTS, fields: object = {}): DescriptorFields {
  return { ...structuredClone(ENTITY_LAYOUTS[entity]), ...fields } as unknown as DescriptorFields;
}
