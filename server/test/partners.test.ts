import type { ApiKey, Page, Partner, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { createLogger } from '../src/process/log.ts';
import { startServer } from '../src/process/start-server.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer();

describe('partners', () => {
  it('are registered, read, listed newest first and changed', async () => {
    const made = await server.call<Partner>('/partners', {
      body: { partner_name: 'Alpha', contact_email: 'ops@alpha.example', default_currency: 'EUR' },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      partner_name: 'Alpha',
      status: 'active',
      default_currency: 'EUR',
      feed_type: null,
    });
    const read = await server.call<Partner>(`/partners/${made.body.partner_id}`);
    expect(read.body).toEqual(made.body);

    await server.call('/partners', { body: { partner_name: 'Beta' } });
    const first = await server.call<Page<Partner>>('/partners?limit=1');
    expect(first.body.items.map((partner) => partner.partner_name)).toEqual(['Beta']);
    const second = await server.call<Page<Partner>>(`/partners?limit=1&cursor=${first.body.next_cursor}`);
    expect(second.body.items.map((partner) => partner.partner_name)).toEqual(['Alpha']);
    expect(second.body.next_cursor).toBeUndefined();

    const changed = await server.call<Partner>(`/partners/${made.body.partner_id}`, {
      method: 'PATCH',
      body: { status: 'paused', contact_email: null },
    });
    expect(changed.body).toMatchObject({ status: 'paused', contact_email: null, partner_name: 'Alpha' });
    const paused = await server.call<Page<Partner>>('/partners?status=paused');
    expect(paused.body.items).toHaveLength(1);
  });

  it('have unique names, ignoring case', async () => {
    await server.call('/partners', { body: { partner_name: 'Gamma' } });
    const again = await server.call('/partners', { body: { partner_name: 'gAMMA' } });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'partner_name_taken', detail: 'A partner named gAMMA exists already.' });
    const renamed = await server.call<Partner>('/partners', { body: { partner_name: 'Delta' } });
    const clash = await server.call(`/partners/${renamed.body.partner_id}`, {
      method: 'PATCH',
      body: { partner_name: 'Gamma' },
    });
    expect(clash.status).toBe(409);
  });

  it('report every invalid field of a request together', async () => {
    const refused = await server.call('/partners', {
      body: { partner_name: ' ', contact_email: 'nobody', colour: 'red' },
    });
    expect(refused.status).toBe(422);
    expect(refused.headers.get('content-type')).toMatch('application/problem+json');
    expect(refused.body.errors?.map((error) => error.path).sort()).toEqual(['', 'contact_email', 'partner_name']);
    expect(refused.body.request_id).toBe(refused.headers.get('x-request-id'));
  });

  const descriptor = {
    name: 'Stock',
    entity: 'availability',
    format: { type: 'csv' },
    columns: [
      { target: 'sku', source: 'sku' },
      { target: 'availability', source: 'state' },
    ],
  };

  // These calls have no field partner_name, so the error must not ask for it.
  it.each<[string, object]>([
    ['/sales-channels', { name: 'Web', type: 'WEB_SALES_CHANNEL' }],
    ['/data-descriptors', descriptor],
    ['/data-descriptors/preview', { definition: descriptor, sample: 'sku,state\n' }],
    ['/data-groups', { name: 'Files', descriptors: ['DD00001'] }],
    [
      '/order-updates',
      { updates: [{ update_id: 'u-1', order_id: 'OR00001', status: 'packing', occurred_at: '2026-05-01T00:00:00Z' }] },
    ],
    [
      '/order-update-feeds',
      { name: 'Courier', authentication: 'token', mapping: { fields: { status: '$.status', order_id: '$.order' } } },
    ],
  ])('are named by partner_id when the operator posts to %s', async (path, body) => {
    const message = 'partner_id is required: the operator names the partner.';
    const refused = await server.call<ProblemBody>(path, { body });
    expect([refused.status, refused.body.errors]).toEqual([422, [{ path: 'partner_id', code: 'invalid', message }]]);
    const unknown = await server.call<ProblemBody>(path, { body: { ...body, partner_id: 'PT99999' } });
    expect([unknown.status, unknown.body.detail]).toEqual([404, 'Partner PT99999 not found.']);
  });
});

describe('API keys', () => {
  it('are shown once, allow what their scopes say, and stop at once when revoked', async () => {
    const partner = await server.call<Partner>('/partners', { body: { partner_name: 'Keyed' } });
    const path = `/partners/${partner.body.partner_id}/api-keys`;
    const issued = await server.call<ApiKey & { secret: string }>(path, {
      body: { name: 'reader', scopes: ['products:read'] },
    });
    expect(issued.status).toBe(201);
    expect(issued.body).toMatchObject({ name: 'reader', scopes: ['products:read'], status: 'live' });
    const { secret, api_key_id } = issued.body;
    expect(secret.endsWith(issued.body.secret_hint)).toBe(true);

    const listed = await server.call<Page<ApiKey>>(path);
    expect(JSON.stringify(listed.body)).not.toContain(secret);
    const stored = await server.pool.query('select * from api_key');
    expect(JSON.stringify(stored.rows)).not.toContain(secret);

    expect((await server.call('/products', { key: secret })).status).toBe(200);
    const beyond = await server.call('/feeds', { key: secret });
    expect(beyond.status).toBe(403);
    expect(beyond.body).toMatchObject({ code: 'forbidden', detail: 'The API key has no feeds:read scope.' });
    expect((await server.call('/partners', { key: secret })).status).toBe(403);

    expect((await server.call(`${path}/${api_key_id}`, { method: 'DELETE' })).status).toBe(204);
    const revoked = await server.call('/products', { key: secret });
    expect(revoked.status).toBe(401);
    expect(revoked.body.detail).toBe('Invalid or missing API key: send a valid one in the header x-api-key.');
  });

  it('stop in every process when they are revoked in one', async () => {
    const config = readConfig(server.environment);
    const other = await startServer(config, createLogger('silent'));
    const { id, key } = await server.partner('Two processes');
    const elsewhere = () => fetch(`${other.url}/products`, { headers: { 'x-api-key': key } });
    expect((await elsewhere()).status).toBe(200);
    const [issued] = (await server.call<Page<ApiKey>>(`/partners/${id}/api-keys`)).body.items;
    await server.call(`/partners/${id}/api-keys/${issued?.api_key_id}`, { method: 'DELETE' });
    expect((await server.call('/products', { key })).status).toBe(401);
    await until(async () => (await elsewhere()).status === 401, 1_000);
    await other.stop();
  });

  it('are limited to two at a time, which allows rotation', async () => {
    const partner = await server.call<Partner>('/partners', { body: { partner_name: 'Rotating' } });
    const path = `/partners/${partner.body.partner_id}/api-keys`;
    const issue = () => server.call<ApiKey>(path, { body: { name: 'one' } });
    const outcomes = await Promise.all([issue(), issue(), issue(), issue()]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual([201, 201, 409, 409]);
    const live = outcomes.find((outcome) => outcome.status === 201)?.body.api_key_id;
    await server.call(`${path}/${live}`, { method: 'DELETE' });
    expect((await issue()).status).toBe(201);
  });

  it('stop when they expire, and cannot be issued already expired', async () => {
    const partner = await server.call<Partner>('/partners', { body: { partner_name: 'Expiring' } });
    const path = `/partners/${partner.body.partner_id}/api-keys`;
    const past = await server.call(path, { body: { name: 'old', expires_at: '2020-01-01T00:00:00Z' } });
    expect(past.status).toBe(422);
    const soon = await server.call<{ secret: string }>(path, {
      body: { name: 'soon', expires_at: new Date(Date.now() + 3_000).toISOString() },
    });
    const status = async () => (await server.call('/products', { key: soon.body.secret })).status;
    expect(await status()).toBe(200);
    await until(async () => (await status()) === 401);
  });

  it('are required: without one, or with an unknown one, the answer is 401', async () => {
    for (const key of [null, '', 'demo-secret-key', 'x'.repeat(5_000)]) {
      const refused = await server.call<ProblemBody>('/products', { key });
      expect(refused.status).toBe(401);
      expect(refused.body.detail).toBe('Invalid or missing API key: send a valid one in the header x-api-key.');
    }
  });
});
