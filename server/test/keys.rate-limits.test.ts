import { expect, it } from 'vitest';
import { Browser } from './support/console.ts';
import { startTestServer } from './support/server.ts';

const LIMIT = 20;
const server = await startTestServer({ RATE_LIMIT_PER_MINUTE: String(LIMIT) });

it('counts calls per key, even within a partner', async () => {
  const busy = await server.partner('Busy');
  const quiet = await server.partner('Quiet');
  const second = await server.call<{ secret: string }>(`/partners/${busy.id}/api-keys`, { body: { name: 'second' } });
  const statusOf = async (key: string | null) => (await server.call('/products', { key })).status;
  for (let call = 1; call <= LIMIT; call += 1) expect(await statusOf(busy.key)).toBe(200);
  expect(await statusOf(busy.key)).toBe(429);

  expect(await statusOf(quiet.key)).toBe(200);
  expect(await statusOf(second.body.secret)).toBe(200);
  expect((await server.call('/partners')).status).toBe(200);

  // Without a valid key, the address is limited; callers with a valid key from there are not affected.
  for (let call = 1; call <= LIMIT; call += 1) expect(await statusOf(`wrong-${call}`)).toBe(401);
  expect(await statusOf(null)).toBe(429);
  expect(await statusOf(quiet.key)).toBe(200);
});

it('a session continues although its address has exceeded the limit of calls without a valid key', async () => {
  const other = await startTestServer({ RATE_LIMIT_PER_MINUTE: String(LIMIT) });
  const page = new Browser(other);
  await page.signIn();
  for (let call = 1; call <= LIMIT; call += 1) await other.call('/products', { key: `wrong-${call}` });
  expect((await other.call('/products', { key: 'wrong' })).status).toBe(429);
  expect((await page.call('/me')).status).toBe(200);
});
