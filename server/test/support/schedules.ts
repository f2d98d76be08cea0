import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { DataGroup, Page, Schedule, ScheduleRun } from '@commerce-integration/contract';
import { bucketKeys, s3Client } from './bucket.ts';
import { Imports } from './imports.ts';
import type { Answer, TestServer } from './server.ts';
import { until } from './until.ts';

/** A descriptor of availabilities, whose files can be read without products. */
export const STOCK = {
  entity: 'availability' as const,
  file_name_pattern: 'stock*',
  columns: [
    { target: 'sku', source: 'sku' },
    { target: 'availability', source: 'state' },
  ],
};

/** A descriptor of products. */
export const PRODUCTS = {
  entity: 'product' as const,
  file_name_pattern: 'products*',
  columns: ['sku', 'product_name', 'price', 'currency', 'availability'].map((name) => ({
    target: name,
    source: name,
    ...(name === 'price' ? { type: 'decimal' } : {}),
  })),
};

/** A file of products. */
export function productsFile(...skus: string[]): string {
  const rows = skus.map((sku) => `${sku},Product ${sku},10,EUR,in stock\n`);
  return `sku,product_name,price,currency,availability\n${rows.join('')}`;
}

/** The schedules of a partner's groups, and the bucket with their files. */
export class Schedules {
  readonly #server: TestServer;
  readonly partner: { id: string; key: string };
  readonly imports: Imports;

  constructor(server: TestServer, partner: { id: string; key: string }) {
    this.#server = server;
    this.partner = partner;
    this.imports = new Imports(server, partner);
  }

  /** A group of products with a schedule that does not run by itself during a test. */
  async group(source: object, more: object = {}): Promise<DataGroup> {
    const group = await this.imports.group([PRODUCTS]);
    const set = await this.set(group.data_group_id, { cron: '0 0 1 1 *', source, ...more });
    if (set.status !== 200) throw new Error(`Answered ${set.status}: ${JSON.stringify(set.body)}`);
    return group;
  }

  set<T = Schedule>(groupId: string, body: object): Promise<Answer<T>> {
    return this.#server.call<T>(`/data-groups/${groupId}/schedule`, { method: 'PUT', body, key: this.partner.key });
  }

  async get(groupId: string): Promise<Schedule> {
    return (await this.#server.call<Schedule>(`/data-groups/${groupId}/schedule`, { key: this.partner.key })).body;
  }

  act<T = Schedule>(groupId: string, action: 'pause' | 'resume' | 'run-now'): Promise<Answer<T>> {
    return this.#server.call<T>(`/data-groups/${groupId}/${action}`, { method: 'POST', key: this.partner.key });
  }

  async runs(groupId: string): Promise<ScheduleRun[]> {
    const path = `/data-groups/${groupId}/runs?limit=100`;
    return (await this.#server.call<Page<ScheduleRun>>(path, { key: this.partner.key })).body.items;
  }

  /** Runs a schedule now, and waits until the run has ended. */
  async run(groupId: string): Promise<ScheduleRun> {
    const started = await this.act<ScheduleRun>(groupId, 'run-now');
    if (started.status !== 202) throw new Error(`Answered ${started.status}: ${JSON.stringify(started.body)}`);
    return this.ended(groupId, started.body.scheduled_at);
  }

  /** Waits until the run of a time has ended. */
  ended(groupId: string, scheduledAt: string): Promise<ScheduleRun> {
    return until(async () => {
      const run = (await this.runs(groupId)).find(({ scheduled_at }) => scheduled_at === scheduledAt);
      return run?.ended_at ? run : undefined;
    });
  }

  /**
   * Makes it look as if the next time of a schedule had passed.
   *
   * @returns that time
   */
  async passed(groupId: string, secondsAgo: number): Promise<string> {
    const { rows } = await this.#server.pool.query<{ at: Date }>(
      `update data_schedule set next_run_at = date_trunc('second', now()) - make_interval(secs => $2)
       where id = $1 returning next_run_at as at`,
      [Number(groupId.slice(2)), secondsAgo],
    );
    return rows[0]?.at.toISOString() ?? '';
  }

  /** Puts a file into a folder under a prefix. */
  async drop(prefix: string, name: string, text: string | Buffer, folder = 'incoming'): Promise<void> {
    const client = s3Client(this.#server.environment);
    const Key = `${this.folder(prefix)}${folder}/${name}`;
    await client.send(new PutObjectCommand({ Bucket: this.#server.environment.S3_BUCKET, Key, Body: text }));
    client.destroy();
  }

  folder(prefix: string): string {
    return `files/${this.partner.id}/${prefix}/`;
  }

  /** The keys under a prefix, without their common part. */
  async files(prefix: string): Promise<string[]> {
    const keys = await bucketKeys(this.#server.environment);
    const folder = this.folder(prefix);
    return keys.filter((key) => key.startsWith(folder)).map((key) => key.slice(folder.length));
  }

  async read(key: string): Promise<string> {
    const client = s3Client(this.#server.environment);
    const { Body } = await client.send(new GetObjectCommand({ Bucket: this.#server.environment.S3_BUCKET, Key: key }));
    const text = (await Body?.transformToString()) ?? '';
    client.destroy();
    return text;
  }
}
