import type { FeedAccepted, Job, Page, Partner } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { OPERATOR_KEY, startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer();
const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });

describe('a creating call with an Idempotency-Key', () => {
  it('takes effect once, and returns the same response again', async () => {
    const body = { partner_name: 'Once' };
    const first = await server.call<Partner>('/partners', { body, ...keyed('a') });
    const second = await server.call<Partner>('/partners', { body, ...keyed('a') });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
  });

  it('is refused if the key was used for another body or endpoint', async () => {
    await server.call('/partners', { body: { partner_name: 'Two' }, ...keyed('b') });
    const other = await server.call('/partners', { body: { partner_name: 'Three' }, ...keyed('b') });
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    const elsewhere = await server.call('/feeds/upload-url', {
      body: { partner_name: 'Two', file_name: 'a.csv' },
      ...keyed('b'),
    });
    expect(elsewhere.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  it('returns a refusal again, even if its cause is gone', async () => {
    await server.call('/partners', { body: { partner_name: 'Taken' } });
    const first = await server.call('/partners', { body: { partner_name: 'Taken' }, ...keyed('c') });
    const [taken] = (await server.call<Page<Partner>>('/partners?partner_name=Taken')).body.items;
    await server.call(`/partners/${taken?.partner_id}`, { method: 'PATCH', body: { partner_name: 'Free again' } });
    const second = await server.call('/partners', { body: { partner_name: 'Taken' }, ...keyed('c') });
    expect(second.body).toMatchObject({ status: 409, code: 'partner_name_taken', detail: first.body.detail });
  });

  it('may be repeated with the same key after a refusal with a temporary cause', async () => {
    const { id, key } = await server.partner('Paused for now');
    const setStatus = (status: string) => server.call(`/partners/${id}`, { method: 'PATCH', body: { status } });
    const announce = () => server.call('/feeds/upload-url', { key, body: { file_name: 'a.csv' }, ...keyed('paused') });
    await setStatus('paused');
    expect((await announce()).body).toMatchObject({ status: 409, code: 'partner_not_active' });
    await setStatus('active');
    const announced = await announce();
    expect([announced.status, announced.headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect((await announce()).body).toEqual(announced.body);
  });

  it('belongs to the API key that used it', async () => {
    const { key } = await server.partner('Keys', ['feeds:write']);
    const other = await server.partner('Other keys', ['feeds:write']);
    const body = { file_name: 'a.csv' };
    const mine = await server.call<FeedAccepted>('/feeds/upload-url', { key, body, ...keyed('d') });
    const theirs = await server.call<FeedAccepted>('/feeds/upload-url', { key: other.key, body, ...keyed('d') });
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(mine.body.feed_id).not.toBe(theirs.body.feed_id);
  });

  it('stores a secret in its response encrypted', async () => {
    const { id } = await server.partner('Sealed');
    const issue = () =>
      server.call<{ secret: string }>(`/partners/${id}/api-keys`, { body: { name: 'k' }, ...keyed('e') });
    const first = await issue();
    expect((await issue()).body.secret).toBe(first.body.secret);
    const rows = await server.pool.query('select * from idempotency_key');
    expect(JSON.stringify(rows.rows)).not.toContain(first.body.secret);
  });

  it('distinguishes different files', async () => {
    await server.upload('sku,product_name\nA,B\n', { fields: { partner_name: 'Files' }, ...keyed('g') });
    const other = await server.upload('sku,product_name\nA,C\n', { fields: { partner_name: 'Files' }, ...keyed('g') });
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  it('frees the key after a refused upload', async () => {
    const refused = await server.upload('', { fields: { partner_name: 'Files' }, ...keyed('h') });
    expect(refused.status).toBe(400);
    const mended = await server.upload('sku,product_name\nA,B\n', { fields: { partner_name: 'Files' }, ...keyed('h') });
    expect(mended.status).toBe(201);
  });
});

describe('a client that disconnects', () => {
  it('before the response gets it on a repetition, and nothing is done twice', async () => {
    const calls = Array.from({ length: 40 }, (_, index) => index);
    await Promise.all(
      calls.map(async (index) => {
        const body = { partner_name: `Gone ${index}` };
        const gone = AbortSignal.timeout(1 + (index % 20));
        const init = {
          method: 'POST',
          headers: { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json', ...keyed(`gone-${index}`).headers },
        };
        await fetch(`${server.url}/partners`, { ...init, body: JSON.stringify(body), signal: gone }).catch(
          () => undefined,
        );
        const answer = await until(async () => {
          const again = await server.call<Partner>('/partners', { body, ...keyed(`gone-${index}`) });
          return again.status !== 409 && again;
        }, 5_000);
        expect(answer.status).toBe(201);
      }),
    );
    const made = await server.pool.query(`select 1 from partner where name like 'Gone %'`);
    expect(made.rowCount).toBe(calls.length);
  });
});

describe('running a job with an Idempotency-Key', () => {
  it('runs it once, even if the call is repeated after the load has ended', async () => {
    const uploaded = await server.upload<FeedAccepted>('sku,product_name\nA,One\n', {
      fields: { partner_name: 'Runs once' },
    });
    const run = (key: string) =>
      server.call<Job>(`/jobs/${uploaded.body.validation_job_id}/run`, { method: 'POST', ...keyed(key) });
    const first = await run('run-1');
    expect(first.body).toMatchObject({ status: 'completed', attempt: 1, result: { inserted: 1 } });
    const late = await run('run-1');
    expect(late.body).toEqual(first.body);
    expect(late.headers.get('idempotent-replayed')).toBe('true');
    expect((await run('run-2')).body).toMatchObject({ attempt: 2, result: { unchanged: 1 } });
  });
});
