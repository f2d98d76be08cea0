import type { Me } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { OPERATOR_KEY, startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp', ['products:read']);

it("returns a partner's identity and the scopes of its key", async () => {
  const { status, body } = await server.call<Me>('/me', { key: acme.key });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    kind: 'partner',
    key: { name: 'test', secret_hint: acme.key.slice(-4), expires_at: null },
    scopes: ['products:read'],
    partner: { partner_id: acme.id, partner_name: 'Acme Corp', status: 'active' },
  });
  expect(body.key.api_key_id).toMatch(/^AK\d{5}$/);
  expect(body.limits).toEqual((await server.call<{ limits: object[] }>('/limits')).body.limits);
  expect(JSON.stringify(body)).not.toContain(acme.key);
});

it('tells the operator that it is not a partner', async () => {
  const { body } = await server.call<Me>('/me');
  expect(body).toMatchObject({ kind: 'operator', partner: null, key: { secret_hint: OPERATOR_KEY.slice(-4) } });
  expect(body.scopes).toContain('orders:write');
});

it('requires a key', async () => {
  expect((await server.call('/me', { key: null })).status).toBe(401);
});
