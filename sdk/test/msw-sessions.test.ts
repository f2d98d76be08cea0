import type { ConsoleSession, FeedAccepted, Overview, ProblemBody } from '@commerce-integration/contract';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createMockApi } from '../src/msw/index.ts';

const mock = createMockApi({ seed: { partners: [{ partner_name: 'Acme Corp', api_key: 'acme-key' }] } });
const server = setupServer(...mock.handlers);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => mock.reset());
afterAll(() => server.close());

const call = (path: string, init: RequestInit = {}) => fetch(`http://localhost:3000${path}`, init);

async function signIn(body: object) {
  const answer = await call('/console/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { status: answer.status, cookie, session: (await answer.json()) as ConsoleSession };
}

it('a session of the mock has the rights of its key, needs its token to write, and ends', async () => {
  const { status, cookie, session } = await signIn({ api_key: 'acme-key' });
  expect([status, session.caller.partner?.partner_name]).toEqual([201, 'Acme Corp']);
  expect((await call('/products', { headers: { cookie } })).status).toBe(200);
  const out = (headers: Record<string, string>) => call('/console/session', { method: 'DELETE', headers });
  const refused = (await (await out({ cookie })).json()) as ProblemBody;
  expect([refused.status, refused.code]).toEqual([403, 'csrf_token_wrong']);
  expect(await (await call('/console/session', { headers: { cookie } })).json()).toEqual(session);
  expect((await out({ cookie, 'x-csrf-token': session.csrf_token })).status).toBe(204);
  expect((await call('/products', { headers: { cookie } })).status).toBe(401);
  expect((await signIn({ api_key: 'wrong' })).status).toBe(401);
  expect((await signIn({ demo: true })).session.caller.kind).toBe('operator');
});

it('a session of the mock ends after twelve hours, however it is used', async () => {
  mock.set({ limits: { console_idle: 24 * 60 } });
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const { cookie } = await signIn({ api_key: 'acme-key' });
    const statuses: number[] = [];
    for (let hour = 1; hour <= 12; hour += 1) {
      vi.setSystemTime(Date.now() + 3_600_000);
      statuses.push((await call('/products', { headers: { cookie } })).status);
    }
    expect(statuses).toEqual([...Array(11).fill(200), 401]);
  } finally {
    vi.useRealTimers();
  }
});

it('the overview of the mock counts what was done', async () => {
  const overview = async (headers: Record<string, string>) =>
    (await (await call('/overview', { headers })).json()) as Overview;
  const form = new FormData();
  form.set('file', new File(['sku,product_name\n"A,One\n'], 'a.csv'));
  const headers = { 'x-api-key': 'acme-key' };
  const uploaded = await call('/feeds/upload', { method: 'POST', headers, body: form });
  const { validation_job_id } = (await uploaded.json()) as FeedAccepted;
  await call(`/jobs/${validation_job_id}/run`, { method: 'POST', headers });
  const { stages, needs_attention, recent_activity } = await overview(headers);
  expect(stages.map(({ stage }) => stage)).toEqual([
    'uploads',
    'processing',
    'products',
    'orders',
    'fulfilment',
    'webhooks',
  ]);
  expect(needs_attention).toMatchObject([{ kind: 'job_failed', subject: { id: validation_job_id }, action: 'view' }]);
  expect(recent_activity.map(({ event_type }) => event_type)).toContain('feed.validation.failed');
  expect((await overview({ 'x-api-key': 'demo-secret-key' })).stages[0]?.stage).toBe('partners');
});
