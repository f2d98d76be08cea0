import { expect, it } from 'vitest';
import { startTestServer } from './support/server.ts';

const strict = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'false' });
const lenient = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'true' });

const create = (url: string, server = strict) => server.call('/webhooks', { body: { url, events: ['*'] } });

it.each([
  ['http://partner.example/hook', 'url must begin with https://.'],
  ['ftp://partner.example/hook', 'url must begin with https://.'],
  ['partner.example/hook', 'url must be a URL, such as https://partner.example/hooks.'],
  ['https://me:secret@partner.example/', 'url must not contain a user name or a password: take headers for them.'],
  ['https://partner.example/hook#part', 'url must not contain a fragment: receivers do not get it.'],
  ['https://partner.example/hook#', 'url must not contain a fragment: receivers do not get it.'],
  [
    'https://partner.example:22/',
    'url must not use port 22: take 443, or one from 1024 on that no other protocol has.',
  ],
  ['https://partner.example:6379000/', 'url must be a URL, such as https://partner.example/hooks.'],
  [
    'https://partner.example:6667/',
    'url must not use port 6667: take 443, or one from 1024 on that no other protocol has.',
  ],
])('refuses %s', async (url, message) => {
  const { status, body } = await create(url);
  expect({ status, errors: body.errors }).toEqual({
    status: 422,
    errors: [{ path: 'url', code: 'invalid_url', message }],
  });
});

it.each([
  'localhost',
  'LOCALHOST',
  'localhost.',
  'api.localhost',
  '127.1',
  '0x7f000001',
  '2130706433',
  '0177.0.0.1',
  '127.255.255.254',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[0:0:0:0:0:ffff:7f00:1]',
])('refuses this machine as %s', async (host) => {
  const { status, body } = await create(`https://${host}/hook`);
  expect({ status, code: body.errors?.[0]?.code }).toEqual({ status: 422, code: 'invalid_url' });
  expect(body.detail).toMatch(/public address/);
});

it.each([
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '0',
  '224.0.0.1',
  '255.255.255.255',
  '198.18.0.1',
  '[fc00::1]',
  '[fe80::1]',
  '[::ffff:10.0.0.1]',
  '[::]',
  '[64:ff9b::a00:1]',
  '[2002:a00:1::]',
  '[::10.0.0.1]',
  '[::127.0.0.1]',
  '[::ffff:0:10.0.0.1]',
  '[100:0:0:1::1]',
  '[200::1]',
  '[fec0::1]',
  '012.0.0.1',
  '0xa.0.0.1',
])('refuses the address %s, even on a development server', async (host) => {
  for (const server of [strict, lenient]) {
    const { status, body } = await create(`https://${host}/hook`, server);
    expect({ status, code: body.errors?.[0]?.code }).toEqual({ status: 422, code: 'invalid_url' });
  }
});

it.each([
  'https://partner.example/hooks',
  'https://partner.example:8443/a?b=c',
  'https://8.8.8.8/',
  'https://[2001:4860:4860::8888]/',
])('accepts %s', async (url) => {
  expect(await create(url)).toMatchObject({ status: 201, body: { url } });
});

it('accepts loopback if it is allowed, including plain HTTP', async () => {
  for (const url of ['http://127.0.0.1:4000/', 'http://localhost:4000/', 'https://[::1]:4000/', 'http://127.1:4000/'])
    expect((await create(url, lenient)).status).toBe(201);
  expect((await create('http://partner.example/', lenient)).status).toBe(422);
});

it('checks a new URL when a subscription is changed', async () => {
  const { body } = await strict.call<{ webhook_id: string }>('/webhooks', {
    body: { url: 'https://partner.example/', events: ['*'] },
  });
  const change = (url: string) => strict.call(`/webhooks/${body.webhook_id}`, { method: 'PATCH', body: { url } });
  expect((await change('https://10.1.2.3/')).status).toBe(422);
  expect((await change('https://other.example/')).body).toMatchObject({ url: 'https://other.example/' });
});
