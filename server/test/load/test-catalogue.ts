import { Readable } from 'node:stream';
import type { LoadResult } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { loadCatalogue } from '../../src/catalog/load/load-catalogue.ts';
import type { LoadOutcome, LoadTask } from '../../src/catalog/load/load-task.ts';
import { testDatabase } from './test-database.ts';

export type LoadOptions = Partial<Omit<LoadTask, 'pool'>> & {
  /** Bytes of each piece of the file. */
  pieceBytes?: number;
};

export interface LoadedFeed extends LoadOutcome {
  feedId: number;
  jobId: number;
}

export interface ReportedRow {
  line: number;
  position: number;
  severity: string;
  sku: string | null;
  column: string | null;
  code: string;
  message: string;
  value: string | null;
}

/** The header of a feed with every column. */
export const HEADER = 'sku,product_name,description,brand,category,price,currency,availability';

/** The counters of a load; omitted ones are zero. */
export function counters(counts: Partial<LoadResult>): LoadResult {
  return { processed: 0, inserted: 0, updated: 0, unchanged: 0, skipped: 0, duplicates: 0, removed: 0, ...counts };
}

/** One partner's catalogue in its own database, and loads into it. */
export class TestCatalogue {
  readonly pool: Pool;
  readonly close: () => Promise<void>;
  partnerId = 0;
  /** The job of the last load, whether it succeeded or not. */
  jobId = 0;
  feedId = 0;

  private constructor(pool: Pool, close: () => Promise<void>) {
    this.pool = pool;
    this.close = close;
  }

  static async open(): Promise<TestCatalogue> {
    const { pool, close } = await testDatabase();
    return new TestCatalogue(pool, close);
  }

  /** A new partner, so that a test begins with an empty catalogue. */
  async newPartner(): Promise<number> {
    this.partnerId = await this.#id(
      `insert into partner (name, name_key, created_at, updated_at)
       select name, name, now(), now() from gen_random_uuid() name returning id`,
    );
    return this.partnerId;
  }

  /** Loads a file in chunks of three rows, so that small files have several. */
  async load(file: string | Buffer, options: LoadOptions = {}): Promise<LoadedFeed> {
    const bytes = typeof file === 'string' ? Buffer.from(file) : file;
    const partnerId = options.partnerId ?? this.partnerId;
    this.feedId = await this.#id(
      `insert into feed (partner_id, file_name, mode, validate_only, status, object_key, bucket, created_at)
       values (${partnerId}, 'feed.csv', 'incremental', false, 'uploaded', 'key', 'bucket', now()) returning id`,
    );
    this.jobId = await this.#id(
      `insert into job
         (job_type, number, status, message, subject_type, subject_id, concurrency_key, created_at)
       values ('validation', nextval('validation_job_number_seq'), 'running', '', 'feed', ${this.feedId},
         'validation:${partnerId}', now())
       returning id`,
    );
    const ids = { feedId: options.feedId ?? this.feedId, jobId: options.jobId ?? this.jobId };
    const outcome = await loadCatalogue({
      ...ids,
      pool: this.pool,
      partnerId,
      mode: 'incremental',
      validateOnly: false,
      maxErrorRatio: null,
      maxRemovedRatio: 0.5,
      defaultCurrency: 'USD',
      delimiter: ',',
      openSource: async () => Readable.from(pieces(bytes, options.pieceBytes ?? 64 * 1024)),
      signal: new AbortController().signal,
      onProgress: () => undefined,
      complete: async () => undefined,
      chunkRows: 3,
      ...options,
    });
    return { ...outcome, ...ids };
  }

  /** The partner's products by SKU, as text, without IDs and times. */
  async products(): Promise<Record<string, Record<string, unknown>>> {
    const found = await this.pool.query(
      `select sku, product_name as name, description, brand, category, trim_scale(price)::text as price, currency,
         availability, attributes, feed_id::integer as feed
       from product where partner_id = $1 order by sku`,
      [this.partnerId],
    );
    return Object.fromEntries(found.rows.map(({ sku, ...product }) => [sku, product]));
  }

  async reported(jobId = this.jobId): Promise<ReportedRow[]> {
    const found = await this.pool.query<ReportedRow>(
      `select line::integer, position, severity, sku, "column", code, message, value from job_error
       where job_id = $1 order by line, position`,
      [jobId],
    );
    return found.rows;
  }

  /** The reported problems, as `line column code`. */
  async problems(jobId = this.jobId): Promise<string[]> {
    return (await this.reported(jobId)).map(({ line, column, code }) => `${line} ${column ?? '-'} ${code}`);
  }

  async changes(jobId = this.jobId): Promise<string[]> {
    const found = await this.pool.query<{ text: string }>(
      `select concat_ws(' ', sku, field, coalesce(from_value, '-'), '>', coalesce(to_value, '-')) as text
       from job_change where job_id = $1 order by position`,
      [jobId],
    );
    return found.rows.map(({ text }) => text);
  }

  /** The history of prices and availability: `sku from > to`. */
  async history(): Promise<string[]> {
    const found = await this.pool.query<{ text: string }>(
      `select concat_ws(' ', p.sku, coalesce(trim_scale(price_from)::text, '-'), currency_from, availability_from, '>',
         coalesce(trim_scale(price_to)::text, '-'), currency_to, availability_to) as text
       from product_change c join product p on p.id = c.product_id where c.partner_id = $1 order by c.id`,
      [this.partnerId],
    );
    return found.rows.map(({ text }) => text);
  }

  async #id(sql: string): Promise<number> {
    const found = await this.pool.query<{ id: string }>(sql);
    return Number(found.rows[0]?.id);
  }
}

function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
