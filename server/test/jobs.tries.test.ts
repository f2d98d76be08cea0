import { describe, expect, inject, it } from 'vitest';
import { CutOff } from './support/cut-off.ts';
import { holdProducts } from './support/held-rows.ts';
import { Jobs } from './support/jobs.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { StallingProxy } from './support/stalling-proxy.ts';
import { WorkerProcess } from './support/worker-process.ts';

const feed = (price: number) => `sku,product_name,price\nA,One,${price}\n`;

/** A server without a worker, whose catalogue has product A. */
async function idleServer(more: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer({ ...more, WORKER: 'off' });
  const loader = await startTestServer({ ...server.environment, WORKER: 'on' });
  await loader.load(feed(1));
  await loader.stop();
  return server;
}

describe('a job whose tries end with an internal error', () => {
  it('fails after five tries, and has five again when rerun', async () => {
    const way = await CutOff.before(inject('resources').s3.endpoint);
    const server = await startTestServer({ S3_ENDPOINT: way.url });
    const jobs = new Jobs(server);
    const id = (await server.upload(feed(1))).body.validation_job_id;
    await way.cut();
    for (const before of [0, 5]) {
      await jobs.askAgain(id);
      for (const tries of [1, 2, 3, 4]) {
        const message = `ETL processing interrupted; it will be retried (${tries} of 5 tries so far).`;
        const held = await jobs.saying(id, message);
        expect(held).toMatchObject({ status: 'running', attempt: before + tries });
        await jobs.retryNow('retry');
      }
      const cause = 'the database or the storage could not be reached; run the job again.';
      expect(await jobs.finished(id)).toMatchObject({
        status: 'failed',
        attempt: before + 5,
        error: cause,
        message: `ETL processing failed: ${cause}`,
      });
    }
    expect(await jobs.events(id)).toEqual([
      'job.failed',
      'feed.validation.failed',
      'job.failed',
      'feed.validation.failed',
    ]);
    await way.mend();
    const done = await server.run(id);
    expect(done).toMatchObject({ status: 'completed', attempt: 11, result: { inserted: 1 } });
    expect(done.error).toBeUndefined();
    await way.cut();
    await way.mend();
  }, 120_000);
});

describe('a job whose workers are killed', () => {
  it('fails after five tries, and has five again when rerun', async () => {
    const server = await idleServer();
    const jobs = new Jobs(server);
    const products = await holdProducts(server, 'PR00001');
    const id = await jobs.ask(feed(2));
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const victim = await WorkerProcess.start(server.environment);
      expect(await jobs.running(id, attempt)).toMatchObject({ attempt, message: 'ETL processing started.' });
      await victim.kill();
      await jobs.retryNow('active');
    }
    const last = await WorkerProcess.start(server.environment);
    const cause = 'its worker stopped 5 times without finishing it.';
    expect(await jobs.finished(id)).toMatchObject({ status: 'failed', attempt: 5, error: cause });
    await products.release();
    expect(await server.run(id)).toMatchObject({ status: 'completed', attempt: 6, result: { updated: 1 } });
    await last.stop();
  }, 120_000);
});

describe('a job whose workers are told to stop', () => {
  it('returns to the queue each time, which does not count as a try', async () => {
    const storage = await StallingProxy.before(inject('resources').s3.endpoint);
    const server = await idleServer();
    const jobs = new Jobs(server);
    const id = await jobs.ask(feed(2));
    storage.stall('GET ');
    const settings = { ...server.environment, S3_ENDPOINT: storage.url, WORKER: 'on', SHUTDOWN_SECONDS: '1' };
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      const worker = await startTestServer(settings);
      await jobs.running(id, attempt);
      await worker.stop();
      const given = await jobs.get(id);
      expect(given).toMatchObject({ status: 'queued', attempt, message: 'ETL processing queued.' });
      expect(given).not.toHaveProperty('started_at');
      expect(given.progress).toEqual({ rows_done: 0 });
    }
    await storage.close();
    const last = await startTestServer({ ...server.environment, WORKER: 'on' });
    expect(await jobs.finished(id)).toMatchObject({ status: 'completed', attempt: 7, result: { updated: 1 } });
    await last.stop();
  }, 120_000);
});
