import type { FeedAccepted, Job } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { feedOf } from './support/feeds.ts';
import { holdProducts } from './support/held-rows.ts';
import { Jobs } from './support/jobs.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer();
const jobs = new Jobs(server);
await server.load(feedOf(1, '1.00'));

describe('the message of a job', () => {
  it('follows it from its upload to its end', async () => {
    const { job_id, validation_job_id: id } = (await server.upload<FeedAccepted>(feedOf(1_000, '2.00'))).body;
    expect(await jobs.get(job_id)).toMatchObject({
      job_type: 'submission',
      status: 'completed',
      message: 'Feed upload accepted.',
      attempt: 1,
    });
    expect(times(await jobs.get(job_id))).toEqual(['created_at', 'started_at', 'finished_at']);
    const uploaded = await jobs.get(id);
    expect(uploaded).toMatchObject({
      job_type: 'validation',
      status: 'queued',
      message: 'CSV structure validation queued for ETL processing.',
      attempt: 0,
      progress: { rows_done: 0 },
    });
    expect(times(uploaded)).toEqual(['created_at']);

    const products = await holdProducts(server, 'PR00001');
    await jobs.askAgain(id);
    // All rows are read before the load waits for the products that change; the total is known with the result.
    const working = await until(async () => {
      const now = await jobs.get(id);
      return now.progress.rows_done === 1_000 && now;
    });
    expect(working).toMatchObject({ status: 'running', message: 'ETL processing started.', attempt: 1 });
    expect(working.progress).toEqual({ rows_done: 1_000 });
    expect(times(working)).toEqual(['created_at', 'started_at']);
    expect(working).not.toHaveProperty('result');
    await products.release();

    const done = await jobs.finished(id);
    const result = { inserted: 999, updated: 1, unchanged: 0, skipped: 0, duplicates: 0, removed: 0 };
    expect(done).toMatchObject({ status: 'completed', progress: { rows_total: 1_000, rows_done: 1_000 } });
    expect(done.result).toEqual({ processed: 1_000, ...result });
    const counts = 'Inserted: 999. Updated: 1. Unchanged: 0. Skipped: 0.';
    expect(done.message).toBe(`ETL processing completed. Products processed: 1000. ${counts}`);
    expect(times(done)).toEqual(['created_at', 'started_at', 'finished_at']);
  });
});

describe('a job that is run again', () => {
  it('has no message from its previous run', async () => {
    const call = { fields: { partner_name: 'Again' } };
    await server.load('sku,product_name,price\nA,One,1\n', call);
    const [product] = await server.products('&partner_name=Again');
    const strict = { fields: { partner_name: 'Again', max_error_ratio: '0' } };
    const id = (await server.upload<FeedAccepted>('sku,product_name,price\nA,One,2\nB,,3\n', strict)).body
      .validation_job_id;
    const failed = await server.run(id);
    expect(failed.status).toBe('failed');
    expect(failed.message).toBe(`ETL processing failed: ${failed.error}`);
    expect(times(failed)).toEqual(['created_at', 'started_at', 'finished_at']);

    const completed = await server.load('sku,product_name,price\nA,One,3\nC,Two,1\n', call);
    expect(completed).toMatchObject({ status: 'completed', progress: { rows_total: 2, rows_done: 2 } });

    const products = await holdProducts(server, product?.product_id ?? '');
    const ahead = await jobs.ask('sku,product_name,price\nA,One,4\n', call);
    await jobs.running(ahead);
    for (const again of [id, completed.job_id]) {
      await jobs.askAgain(again);
      const queued = await jobs.get(again);
      expect(queued).toMatchObject({ status: 'queued', message: 'ETL processing queued.', attempt: 1 });
      expect(queued.progress).toEqual({ rows_done: 0 });
      expect(times(queued)).toEqual(['created_at']);
      for (const field of ['error', 'result']) expect(queued).not.toHaveProperty(field);
    }
    await products.release();
    expect(await jobs.finished(id)).toMatchObject({ status: 'failed', attempt: 2, error: failed.error });
    expect(await jobs.finished(completed.job_id)).toMatchObject({ status: 'completed', attempt: 2 });
  });
});

/** The times of a job, in the order in which they must occur. */
function times(job: Job): string[] {
  const told = (['created_at', 'started_at', 'finished_at'] as const).filter((name) => job[name] !== undefined);
  const moments = told.map((name) => Date.parse(job[name] ?? ''));
  expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  return told;
}
