import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

const HOOK = { url: 'https://partner.example/hooks', events: ['order.created', 'customer.created', 'order.created'] };

/** A subscription from its creation to its end. */
export async function webhooksAreManaged(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Hooks Inc');
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const created = await api.post('/webhooks', HOOK, { key, headers });
  expect(created.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const again = await api.post('/webhooks', HOOK, { key, headers });
  expect(again.body.secret).toBe(created.body.secret);
  const path = `/webhooks/${created.body.webhook_id}`;
  await api.get(path, { key });
  const more = { description: 'The shop', ordered: true, max_in_flight: 20, headers: { Authorization: 'Bearer x' } };
  // None of the subscribed events occur here, since failed deliveries would be visible.
  const rare = ['product.price.changed'];
  await api.post('/webhooks', { url: 'http://localhost:4000/hook?a=b', events: rare, ...more }, { key });
  const change = (json: object) => api.call('PATCH', path, { key, json });
  await change({ url: 'https://partner.example:8443/', events: ['*'], description: null, headers: { 'x-a': '1' } });
  await change({ description: 'The shop', ordered: true, max_in_flight: 1 });
  await change({ status: 'active' });
  await change({ status: 'disabled' });
  await change({ status: 'disabled', description: 'Off' });
  await api.get('/webhooks?status=disabled', { key });
  await api.get('/webhooks?status=active', { key });
  await api.get('/webhooks?limit=1', { key });
  await api.get('/webhooks?partner_name=Hooks%20Inc');
  await api.get('/webhooks?partner_name=Nobody');
  await api.get('/webhooks?status=paused', { key });
  for (const call of ['test', 'recover', 'replay'] as const)
    await api.post(`${path}/${call}`, { ...REQUESTS[call] }, { key });
  await api.post('/webhook-deliveries/redeliver', { webhook_id: created.body.webhook_id }, { key });
  await change({ status: 'active' });
  const rotated = await api.post(`${path}/rotate-secret`, {}, { key });
  expect(rotated.body.secret).not.toBe(created.body.secret);
  expect(rotated.body.old_secret_valid_until).not.toBeNull();
  await api.post(`${path}/rotate-secret`, { old_valid_hours: 0 }, { key });
  for (const json of [{ old_valid_hours: 169 }, { old_valid_hours: -1 }, { old_valid_hours: '1' }, { hours: 1 }])
    await api.post(`${path}/rotate-secret`, json, { key });
  await api.call('DELETE', path, { key });
  await api.call('DELETE', path, { key });
  await api.get(path, { key });
}

const REQUESTS = {
  test: {},
  recover: { since: '2026-01-01T00:00:00Z' },
  replay: { event_ids: ['EV99999'] },
};

/** Invalid subscriptions. */
export async function wrongWebhooksAreNamed(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Wrong Hooks Inc');
  const { id: other } = await api.partner('Other Hooks Inc');
  const post = (json: unknown) => api.post('/webhooks', json, { key });
  const unknown = await post({ ...HOOK, events: ['order.created', 'order.creatd'] });
  expect(unknown.status).toBe(422);
  expect(unknown.body.errors[0].message).toContain('Unknown event "order.creatd". Known events: ');
  expect(unknown.body.errors[0].message).toContain('webhook.disabled');
  const urls = [
    ...['partner.example', 'ftp://partner.example/', 'http://partner.example/', 'https://a:b@partner.example/'],
    ...[
      'https://partner.example/#a',
      'https://partner.example/#',
      'https://partner.example:22/',
      'javascript:alert(1)',
    ],
    ...['https://partner.example:6666/', 'http://127.0.0.1:80/', `https://partner.example/${'x'.repeat(2_000)}`, '', 7],
  ];
  for (const url of urls) await post({ ...HOOK, url });
  const wrong: object[] = [
    ...[{}, { url: HOOK.url }, { ...HOOK, events: [] }, { ...HOOK, events: 'order.created' }, { ...HOOK, events: [7] }],
    ...[
      { ...HOOK, max_in_flight: 0 },
      { ...HOOK, max_in_flight: 21 },
      { ...HOOK, ordered: 'yes' },
    ],
    ...[
      { ...HOOK, description: 'x'.repeat(501) },
      { ...HOOK, secret: 'mine' },
      { ...HOOK, headers: { host: 'a' } },
    ],
    ...[
      { ...HOOK, headers: { 'X-Commerce-Attempt': '1' } },
      { ...HOOK, headers: { 'a b': '1' } },
    ],
    ...[
      { ...HOOK, headers: { a: '1\n' } },
      { ...HOOK, headers: { a: '1', A: '2' } },
    ],
    ...[{ ...HOOK, headers: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`x-${at}`, '1'])) }],
    ...[
      { ...HOOK, partner_id: other },
      { ...HOOK, partner_id: 'PT7' },
    ],
  ];
  for (const json of wrong) await post(json);
  const ofPartner = await api.post('/webhooks', { ...HOOK, partner_id: id });
  const path = `/webhooks/${ofPartner.body.webhook_id}`;
  for (const json of [
    {},
    { status: 'paused' },
    { url: 'http://partner.example' },
    { events: ['*', 'no'] },
    { circuit: 'open' },
  ])
    await api.call('PATCH', path, { key, json });
  const wrongCalls: [string, unknown][] = [
    ...([
      ['test', { event_type: 'no' }],
      ['recover', {}],
      ['recover', { since: 'today' }],
    ] as [string, unknown][]),
    ['recover', { since: '2026-01-01T00:00:00Z', only: 'all' }],
    ...([
      ['replay', { event_ids: [] }],
      ['replay', { event_ids: ['1'] }],
      ['replay', {}],
    ] as [string, unknown][]),
    ['replay', { event_ids: Array(101).fill('EV00001') }],
  ];
  for (const [call, json] of wrongCalls) await api.post(`${path}/${call}`, json, { key });
  await api.post('/webhooks', { ...HOOK, partner_id: 'PT99999' });
}

/** Other partners' objects are not found. */
export async function webhooksAreTheirPartners(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Mine Inc');
  const { key: other } = await api.partner('Theirs Inc');
  const { key: reader } = await api.partner('Readers Inc', ['webhooks:read']);
  const mine = await api.post('/webhooks', HOOK, { key });
  const everybody = await api.post('/webhooks', HOOK);
  await api.post('/webhooks', HOOK, { key: reader });
  for (const id of [mine.body.webhook_id, everybody.body.webhook_id, 'WH99999', 'WH1']) {
    const path = `/webhooks/${id}`;
    await api.get(path, { key: other });
    await api.call('PATCH', path, { key: other, json: { status: 'disabled' } });
    await api.post(`${path}/rotate-secret`, {}, { key: other });
    for (const call of ['test', 'recover', 'replay'] as const)
      await api.post(`${path}/${call}`, REQUESTS[call], { key: other });
    await api.post('/webhook-deliveries/redeliver', { webhook_id: id }, { key: other });
    await api.call('DELETE', path, { key: other });
    await api.get(path);
  }
  await api.get('/webhooks', { key: other });
  await api.get('/webhooks', { key: reader });
  const delivery = await api.post(`/webhooks/${mine.body.webhook_id}/test`, {}, { key });
  for (const id of [delivery.body.delivery_id, 'WD99999', 'WD1']) {
    await api.get(`/webhook-deliveries/${id}`, { key: other });
    await api.post(`/webhook-deliveries/${id}/redeliver`, undefined, { key: other });
  }
  await api.get(`/webhook-deliveries?webhook_id=${mine.body.webhook_id}`, { key: other });
  for (const query of [
    'status=sent',
    'response_code=99',
    'response_code=x',
    'event_type=no',
    'event_id=1',
    'cursor=WH00001',
  ])
    await api.get(`/webhook-deliveries?${query}`, { key });
  const many = { webhook_id: mine.body.webhook_id };
  await api.post('/webhook-deliveries/redeliver', { webhook_id: everybody.body.webhook_id });
  await api.post('/webhook-deliveries/redeliver', { ...many, status: 'pending' }, { key });
  await api.post('/webhook-deliveries/redeliver', { ...many, partner_id: 'PT99999' });
  const job = await api.post('/webhook-deliveries/redeliver', { ...many, event_type: 'order.created' }, { key });
  expect(job.body).toMatchObject({ job_type: 'webhook_redelivery', webhook_id: many.webhook_id });
  const ended = await api.get(`/jobs/${job.body.job_id}?wait=30`, { key, unrecorded: true });
  expect(ended.body).toMatchObject({ status: 'completed', result: { deliveries: 0 } });
  await api.call('DELETE', `/webhooks/${everybody.body.webhook_id}`);
}
