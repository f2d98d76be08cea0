import type { FeedAccepted, Job, Page, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { startServer } from '../src/start-server.ts';
import { feedOf } from './support/feeds.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer();
const SMALL = 'sku,product_name,price\nA,One,1\n';
const LARGE = feedOf(150_000);

let stories = 0;
function story() {
  stories += 1;
  return { fields: { partner_name: `Jobs ${stories}` } };
}

const upload = async (file: string, call = story()) => (await server.upload<FeedAccepted>(file, call)).body;
const run = (jobId: string, prefer?: string) =>
  server.call<Job>(`/jobs/${jobId}/run`, { method: 'POST', headers: prefer ? { prefer } : {} });
const job = async (jobId: string, query = '') => (await server.call<Job>(`/jobs/${jobId}${query}`)).body;

describe('running a job', () => {
  it('answers at once with `respond-async`, and the job can be waited for', async () => {
    const { validation_job_id: id } = await upload(SMALL);
    const asked = await run(id, 'respond-async');
    expect(asked.status).toBe(202);
    expect(asked.headers.get('location')).toBe(`/jobs/${id}`);
    expect(asked.headers.get('retry-after')).toBe('1');
    expect(await job(id, '?wait=30')).toMatchObject({ status: 'completed', attempt: 1 });
  });

  it('of two calls at once, one wins', async () => {
    // No worker yet: a job that has ended already may be run again.
    const idle = await startTestServer({ WORKER: 'off' });
    const id = (await idle.upload<FeedAccepted>(SMALL)).body.validation_job_id;
    const call = { method: 'POST', headers: { prefer: 'respond-async' } };
    const answers = await Promise.all(Array.from({ length: 5 }, () => idle.call<ProblemBody>(`/jobs/${id}/run`, call)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([202, 409, 409, 409, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({ code: 'job_already_running' });
    const worker = await startTestServer({ ...idle.environment, WORKER: 'on' });
    expect((await idle.call<Job>(`/jobs/${id}?wait=30`)).body).toMatchObject({ status: 'completed', attempt: 1 });
    await worker.stop();
  });

  it('is for validation jobs only', async () => {
    const { job_id: id } = await upload(SMALL);
    const refused = await run(id);
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ code: 'job_not_runnable', detail: 'Only validation jobs can be run' });
    expect((await run('JV99999')).body).toMatchObject({ status: 404, detail: 'Job JV99999 not found.' });
    expect((await run('XX1')).status).toBe(400);
  });

  it('answers 202 when it takes longer than the caller would wait', async () => {
    const { validation_job_id: id } = await upload(LARGE);
    const asked = await run(id, 'wait=1');
    expect(asked.status).toBe(202);
    expect(asked.body.status).toBe('running');
    const working = await until(async () => {
      const now = await job(id);
      return now.progress.rows_done > 0 && now;
    });
    expect(working.progress.rows_done).toBeLessThanOrEqual(150_000);
    expect(await job(id, '?wait=30')).toMatchObject({ status: 'completed', result: { inserted: 150_000 } });
  });
});

describe('cancelling a job', () => {
  const cancel = (id: string) => server.call<Job>(`/jobs/${id}/cancel`, { method: 'POST' });

  it('that waits means that it never starts; it may be run again later', async () => {
    const { validation_job_id: id } = await upload(SMALL);
    const cancelled = await cancel(id);
    expect(cancelled.status).toBe(200);
    expect(cancelled.body).toMatchObject({ status: 'cancelled', attempt: 0, message: 'ETL processing cancelled.' });
    expect((await cancel(id)).body).toMatchObject({ status: 409, code: 'job_already_finished' });
    expect((await run(id)).body).toMatchObject({ status: 'completed', attempt: 1 });
  });

  it('that runs stops it, and leaves the catalogue as it was', async () => {
    const call = story();
    await server.load(SMALL, call);
    const { validation_job_id: id } = await upload(LARGE, call);
    await run(id, 'respond-async');
    await until(async () => (await job(id)).progress.rows_done > 0);
    const asked = await cancel(id);
    expect(asked.status).toBe(202);
    expect(await job(id, '?wait=30')).toMatchObject({ status: 'cancelled' });
    expect(await server.products(`&partner_name=${call.fields.partner_name}`)).toMatchObject([{ sku: 'A' }]);
  });
});

describe('two feeds of one partner', () => {
  it('are applied in the order of their upload, whichever was asked for first', async () => {
    const idle = await startTestServer({ WORKER: 'off' });
    const first = (await idle.upload<FeedAccepted>(SMALL)).body.validation_job_id;
    const second = (await idle.upload<FeedAccepted>(SMALL.replace(',1\n', ',2\n'))).body.validation_job_id;
    for (const id of [second, first]) {
      await idle.call(`/jobs/${id}/run`, { method: 'POST', headers: { prefer: 'respond-async' } });
    }
    const config = readConfig({ ...idle.environment, WORKER: 'only' });
    const worker = await startServer(config, createLogger('silent'));
    const done = await Promise.all([first, second].map((id) => idle.call<Job>(`/jobs/${id}?wait=30`)));
    await worker.stop();
    expect(done.map((answer) => answer.body.result)).toMatchObject([{ inserted: 1 }, { updated: 1 }]);
    expect((await idle.products())[0]?.price).toBe(2);
  });
});

describe('GET /jobs', () => {
  it('lists newest first, by pages and filters', async () => {
    const all = await server.call<Page<Job>>('/jobs?limit=100');
    const walked: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page: { body: Page<Job> } = await server.call<Page<Job>>(
        `/jobs?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
      );
      walked.push(...page.body.items.map((item) => item.job_id));
      cursor = page.body.next_cursor;
    }
    expect(walked).toEqual(all.body.items.map((item) => item.job_id));
    expect(walked[0]?.startsWith('JV')).toBe(true);
    const submissions = await server.call<Page<Job>>('/jobs?job_type=submission&limit=100');
    expect(submissions.body.count).toBe(all.body.count / 2);
    expect((await server.call<Page<Job>>('/jobs?feed_id=FD00001')).body.count).toBe(2);
    expect((await server.call<Page<Job>>('/jobs?status=cancelled')).body.count).toBe(1);
    expect((await server.call<Page<Job>>('/jobs?partner_name=nobody')).body.count).toBe(0);
  });

  it('refuses a wait that is too long', async () => {
    expect((await server.call('/jobs/JV00001?wait=31')).body).toMatchObject({
      status: 400,
      detail: 'Invalid wait value. Allowed values: 0 to 30 seconds.',
    });
  });
});
