import type { FeedAccepted, Job, Page, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { createLogger } from '../src/process/log.ts';
import { startServer } from '../src/process/start-server.ts';
import { allItems } from './support/pages.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const SMALL = 'sku,product_name,price\nA,One,1\n';

let stories = 0;
function story(): { fields: Record<string, string>; key?: string } {
  stories += 1;
  return { fields: { partner_name: `Jobs ${stories}` } };
}

const upload = async (file: string, call = story()) => (await server.upload<FeedAccepted>(file, call)).body;
const run = (jobId: string, prefer?: string) =>
  server.call<Job>(`/jobs/${jobId}/run`, { method: 'POST', headers: prefer ? { prefer } : {} });

describe('running a job', () => {
  it('twice concurrently succeeds once', async () => {
    // No worker yet: a job that has already ended can be run again.
    const idle = await startTestServer({ WORKER: 'off' });
    const id = (await idle.upload<FeedAccepted>(SMALL)).body.validation_job_id;
    const call = { method: 'POST', headers: { prefer: 'respond-async' } };
    const answers = await Promise.all(Array.from({ length: 5 }, () => idle.call<ProblemBody>(`/jobs/${id}/run`, call)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([202, 409, 409, 409, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({
      code: 'job_already_running',
      detail: `Job ${id} is already queued.`,
    });
    const worker = await startTestServer({ ...idle.environment, WORKER: 'on' });
    expect((await idle.call<Job>(`/jobs/${id}?wait=30`)).body).toMatchObject({ status: 'completed', attempt: 1 });
    await worker.stop();
  });

  it('is only for validation jobs', async () => {
    const { job_id: id } = await upload(SMALL);
    const refused = await run(id);
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      code: 'job_not_runnable',
      detail: expect.stringContaining('validation jobs'),
    });
    expect((await run('JV99999')).body).toMatchObject({ status: 404, detail: 'Job JV99999 not found.' });
    expect((await run('XX1')).status).toBe(400);
  });
});

describe('cancelling a job', () => {
  const cancel = (id: string) => server.call<Job>(`/jobs/${id}/cancel`, { method: 'POST' });

  it('that is queued prevents its start; it may be run again later', async () => {
    const { validation_job_id: id } = await upload(SMALL);
    const cancelled = await cancel(id);
    expect(cancelled.status).toBe(200);
    expect(cancelled.body).toMatchObject({ status: 'cancelled', attempt: 0, message: 'ETL processing cancelled.' });
    expect((await cancel(id)).body).toMatchObject({
      status: 409,
      code: 'job_already_finished',
      detail: `Job ${id} is already cancelled.`,
    });
    expect((await run(id)).body).toMatchObject({ status: 'completed', attempt: 1 });
  });
});

describe('two feeds of one partner', () => {
  it('are loaded in upload order, whichever was requested first', async () => {
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
    const cancelled = (await upload(SMALL)).validation_job_id;
    await server.call(`/jobs/${cancelled}/cancel`, { method: 'POST' });
    await upload(SMALL);
    const all = await server.call<Page<Job>>('/jobs?limit=100');
    const paged = await allItems((cursor) => server.call<Page<Job>>(`/jobs?limit=3${cursor}`));
    const walked = paged.map((item) => item.job_id);
    expect(walked).toEqual(all.body.items.map((item) => item.job_id));
    expect(walked.length).toBeGreaterThan(6);
    expect(walked[0]?.startsWith('JV')).toBe(true);
    const submissions = await server.call<Page<Job>>('/jobs?job_type=submission&limit=100');
    expect(submissions.body.count).toBe(all.body.count / 2);
    expect((await server.call<Page<Job>>('/jobs?feed_id=FD00001')).body.count).toBe(2);
    const ended = await server.call<Page<Job>>('/jobs?status=cancelled');
    expect(ended.body.items.map((item) => item.job_id)).toEqual([cancelled]);
    expect((await server.call<Page<Job>>('/jobs?partner_name=nobody')).body.count).toBe(0);
  });

  it('names the partner of each job, as every response with a job does', async () => {
    const [acme, other] = [await server.partner('Whose Ltd'), await server.partner('Other Ltd')];
    const jobs = [];
    for (const { key } of [acme, other]) jobs.push((await upload(SMALL, { fields: {}, key })).validation_job_id);
    const ofAcme = { partner_id: acme.id, partner_name: 'Whose Ltd' };
    const ofOther = { partner_id: other.id, partner_name: 'Other Ltd' };
    const { items } = (await server.call<Page<Job>>('/jobs?job_type=validation&limit=2')).body;
    expect(items).toMatchObject([ofOther, ofAcme]);
    const id = `/jobs/${jobs[0]}`;
    expect((await server.call(id, { key: acme.key })).body).toMatchObject(ofAcme);
    expect((await server.call(`${id}/cancel`, { method: 'POST' })).body).toMatchObject(ofAcme);
    expect((await run(jobs[0] ?? '')).body).toMatchObject({ ...ofAcme, status: 'completed' });
    expect((await server.call(`${id}/undo`, { method: 'POST', body: {} })).body).toMatchObject(ofAcme);
  });
});
