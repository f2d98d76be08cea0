import type { ConsoleSession, Me, Page, Partner, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { DEMO_API_KEY, readConfig } from '../src/config/config.ts';
import { createLogger } from '../src/process/log.ts';
import { startServer } from '../src/process/start-server.ts';
import { atEnd } from './support/at-end.ts';
import { Browser } from './support/console.ts';
import { maintenanceOf } from './support/maintenance.ts';
import { freshEnvironment, OPERATOR_KEY, startTestServer, TestServer } from './support/server.ts';

// Behind a proxy, so that each test can use its own address.
const server = await startTestServer({ TRUST_PROXY: '1' });

let addresses = 0;
const freshAddress = () => `203.0.113.${++addresses}`;
const browser = (address = freshAddress()) => new Browser(server, { 'x-forwarded-for': address });
const newPartner = { partner_name: 'Made in the console' };

describe('signing in', () => {
  it('sets a cookie that no script can read, and names the owner of the key', async () => {
    const page = browser();
    const answer = await page.trySignIn({ api_key: OPERATOR_KEY });
    expect(answer.status).toBe(201);
    const session = answer.body as ConsoleSession;
    const { body: me } = await server.call<Me>('/me');
    expect(session.caller).toEqual(me);
    expect(session.csrf_token).toMatch(/^[\w-]{43}$/);
    const hours = (Date.parse(session.expires_at) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(11.9);
    expect(hours).toBeLessThanOrEqual(12);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^commerce_console=cs_[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    expect(JSON.stringify(answer.body)).not.toContain(OPERATOR_KEY);
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });

  it('marks the cookie as secure over https', async () => {
    const page = new Browser(server, { 'x-forwarded-for': freshAddress(), 'x-forwarded-proto': 'https' });
    const answer = await page.trySignIn({ api_key: OPERATOR_KEY });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-commerce_console=cs_[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect((await page.call<Me>('/me')).body.kind).toBe('operator');
    // The HTTP cookie, which another host of the domain could have set, is not accepted over HTTPS.
    const stolen = (page.cookie ?? '').replace('__Host-', '');
    expect((await page.call('/me', { headers: { cookie: stolen } })).status).toBe(401);
  });

  it.each([
    [{}, /Name either api_key or demo/],
    [{ api_key: OPERATOR_KEY, demo: true }, /Name either api_key or demo/],
    [{ api_key: '' }, /must not be empty/],
    [{ api_key: 'x'.repeat(201) }, /longer than 200/],
    [{ demo: false }, /must be true/],
    [{ apikey: 'x' }, /did you mean api_key/],
  ])('refuses %j', async (body, message) => {
    const { status, body: problem } = await browser().trySignIn(body);
    expect(status).toBe(422);
    expect(JSON.stringify(problem)).toMatch(message);
  });

  it('with the demo key is refused by servers without embedded services', async () => {
    const { status, body } = await browser().trySignIn({ demo: true });
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('no demo key') });
    expect((await server.call<{ demo: boolean }>('/', { key: null })).body.demo).toBe(false);
  });

  it('with the demo key works on a server with embedded services', async () => {
    const environment = await freshEnvironment();
    const config = { ...readConfig(environment), operatorKeys: [OPERATOR_KEY, DEMO_API_KEY] };
    const demo = new TestServer(await startServer(config, createLogger('silent')), environment);
    atEnd(() => demo.stop());
    const page = new Browser(demo);
    const { status, body } = await page.trySignIn({ demo: true });
    expect([status, (body as ConsoleSession).caller.kind]).toEqual([201, 'operator']);
    expect((await page.call('/partners')).status).toBe(200);
    expect((await demo.call<{ demo: boolean }>('/', { key: null })).body.demo).toBe(true);
  });

  it("ends the browser's previous session", async () => {
    const page = browser();
    await page.signIn();
    const before = page.cookie ?? '';
    await page.signIn();
    expect(page.cookie).not.toBe(before);
    expect((await page.call('/me', { headers: { cookie: before } })).status).toBe(401);
    expect((await page.call('/me')).status).toBe(200);
  });
});

describe('a session', () => {
  it('acts for its key in all endpoints, and can be looked up by a reloaded page', async () => {
    const page = browser();
    const session = await page.signIn();
    expect((await page.call<Page<Partner>>('/partners')).status).toBe(200);
    const { status, body } = await page.call<Partner>('/partners', { body: newPartner });
    expect([status, body.partner_name]).toEqual([201, 'Made in the console']);
    page.csrfToken = undefined;
    const again = await page.call<ConsoleSession>('/console/session');
    expect(again.body).toEqual(session);
  });

  it('of a partner shows its own data, and allows what its scopes allow', async () => {
    const { id, key } = await server.partner('Seen from the console', ['products:read']);
    const page = browser();
    const { caller } = await page.signIn(key);
    expect(caller).toMatchObject({ kind: 'partner', scopes: ['products:read'], partner: { partner_id: id } });
    expect((await page.call('/products')).status).toBe(200);
    expect((await page.call<ProblemBody>('/orders')).body).toMatchObject({ code: 'forbidden' });
    expect((await page.call<ProblemBody>('/partners')).body).toMatchObject({ code: 'forbidden' });
  });

  it('ends on signing out', async () => {
    const page = browser();
    await page.signIn();
    const { cookie } = page;
    const out = await page.call('/console/session', { method: 'DELETE' });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^commerce_console=; Path=\/; Expires=Thu, 01 Jan 1970/);
    const after = await page.call<ProblemBody>('/me', { headers: { cookie: cookie ?? '' } });
    expect([after.status, after.body.detail]).toEqual([401, 'The session has ended: sign in again.']);
  });

  it('does not exist for a call with an API key', async () => {
    for (const method of ['GET', 'DELETE']) {
      const { status, body } = await server.call('/console/session', { method });
      expect([status, body.code]).toEqual([404, 'not_found']);
    }
    expect((await server.call('/console/session', { key: null })).status).toBe(401);
  });

  it('is ignored if there is an API key: a wrong key is refused', async () => {
    const page = browser();
    await page.signIn();
    expect((await page.call('/me', { key: 'wrong' })).status).toBe(401);
  });

  it('is not accepted as an API key in a header', async () => {
    const page = browser();
    await page.signIn();
    const token = (page.cookie ?? '').split('=')[1] ?? '';
    expect((await server.call('/me', { key: token })).status).toBe(401);
  });

  it('repeats a call with the same Idempotency-Key, and refuses the repetition to another session of the key', async () => {
    const [page, other] = [browser(), browser()];
    await page.signIn();
    await other.signIn();
    const call = { body: { partner_name: 'Once' }, headers: { 'idempotency-key': 'once-from-the-console' } };
    const first = await page.call<Partner>('/partners', call);
    const again = await page.call<Partner>('/partners', call);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await other.call<ProblemBody>('/partners', call)).body).toMatchObject({ code: 'idempotency_key_reused' });
  });
});

describe('a session ends', () => {
  it('with its key, at once and in every process', async () => {
    const second = await startSecond();
    const { id, key } = await server.partner('Soon revoked');
    const page = browser();
    const { caller } = await page.signIn(key);
    const { cookie = '' } = page;
    const elsewhere = () => second.call('/me', { key: null, headers: { cookie } });
    expect((await elsewhere()).status).toBe(200);
    await server.call(`/partners/${id}/api-keys/${caller.key.api_key_id}`, { method: 'DELETE' });
    expect((await page.call('/me')).status).toBe(401);
    expect((await elsewhere()).status).toBe(401);
  });

  it('when its key expires', async () => {
    const { id } = await server.partner('Expires');
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const issued = await server.call<{ secret: string }>(`/partners/${id}/api-keys`, {
      body: { name: 'short', expires_at },
    });
    expect((await browser().signIn(issued.body.secret)).expires_at).toBe(expires_at);
  });

  it.each([
    [
      'after 12 hours, however it is used',
      `set created_at = now() - interval '13 hours', expires_at = now() - interval '1 second'`,
    ],
    ['without a call for an hour', `set last_used_at = now() - interval '61 minutes'`],
  ])('%s', async (_, change) => {
    const page = browser();
    const { csrf_token } = await page.signIn();
    const hash = `token_hash = sha256(convert_to('${page.cookie?.split('=')[1]}', 'UTF8'))`;
    await server.pool.query(`update console_session ${change} where ${hash}`);
    const { status, body } = await page.call<ProblemBody>('/me');
    expect([status, body.detail]).toEqual([401, 'The session has ended: sign in again.']);
    const write = { body: newPartner, headers: { 'x-csrf-token': csrf_token } };
    expect((await page.call('/partners', write)).status).toBe(401);
  });

  it('no earlier while it is used', async () => {
    const page = browser();
    await page.signIn();
    const hash = `token_hash = sha256(convert_to('${page.cookie?.split('=')[1]}', 'UTF8'))`;
    await server.pool.query(`update console_session set last_used_at = now() - interval '59 minutes' where ${hash}`);
    expect((await page.call('/me')).status).toBe(200);
    const { rows } = await server.pool.query(
      `select last_used_at > now() - interval '1 minute' as is_noted from console_session where ${hash}`,
    );
    expect(rows).toEqual([{ is_noted: true }]);
  });

  it('although an idle page keeps polling', async () => {
    const page = browser();
    await page.signIn();
    const hash = `token_hash = sha256(convert_to('${page.cookie?.split('=')[1]}', 'UTF8'))`;
    await server.pool.query(`update console_session set last_used_at = now() - interval '59 minutes' where ${hash}`);
    expect((await page.call('/overview', { headers: { 'x-console-background': '1' } })).status).toBe(200);
    const { rows } = await server.pool.query(
      `select last_used_at < now() - interval '58 minutes' as is_idle from console_session where ${hash}`,
    );
    expect(rows).toEqual([{ is_idle: true }]);
  });

  it('and its row is deleted', async () => {
    const { clear } = await maintenanceOf(server);
    await browser().signIn();
    await clear(13);
    expect((await server.pool.query('select from console_session')).rowCount).toBe(0);
  });
});

describe('a call with a session', () => {
  it.each(['cross-site', 'same-site'])('is refused if the browser says that it is %s', async (site) => {
    const page = browser();
    await page.signIn();
    for (const call of [{}, { body: newPartner }]) {
      const { status, body } = await page.call<ProblemBody>('/partners', {
        ...call,
        headers: { 'sec-fetch-site': site },
      });
      expect([status, body.code]).toEqual([403, 'cross_site_request']);
    }
  });

  it('is refused if an old browser sends another origin', async () => {
    const page = browser();
    await page.signIn();
    const from = (origin: string) =>
      page.call<ProblemBody>('/partners', {
        body: { partner_name: `From ${origin}` },
        headers: { 'sec-fetch-site': '', origin },
      });
    for (const origin of ['https://evil.example', 'null', `${server.url}0`])
      expect((await from(origin)).body).toMatchObject({ code: 'cross_site_request' });
    expect((await from(server.url)).status).toBe(201);
  });

  it('may read after a user opens its address, but not write', async () => {
    const page = browser();
    await page.signIn();
    const opened = { headers: { 'sec-fetch-site': 'none' } };
    expect((await page.call('/partners', opened)).status).toBe(200);
    expect((await page.call<ProblemBody>('/partners', { ...opened, body: newPartner })).body).toMatchObject({
      code: 'cross_site_request',
    });
  });

  it('that writes needs the CSRF token of this session', async () => {
    const [page, other] = [browser(), browser()];
    const { csrf_token } = await page.signIn();
    const { csrf_token: another } = await other.signIn();
    for (const wrong of ['', 'x', another, `${csrf_token}x`, csrf_token.toUpperCase()]) {
      const call = { body: newPartner, headers: { 'x-csrf-token': wrong } };
      const { status, body } = await page.call<ProblemBody>('/partners', call);
      expect([status, body.code]).toEqual([403, 'csrf_token_wrong']);
    }
    const out = await page.call<ProblemBody>('/console/session', { method: 'DELETE', headers: { 'x-csrf-token': '' } });
    expect(out.body).toMatchObject({ code: 'csrf_token_wrong' });
    expect((await page.call('/partners', { headers: { 'x-csrf-token': '' } })).status).toBe(200);
  });

  it('cannot sign in from another site', async () => {
    const { status, body } = await browser().call<ProblemBody>('/console/session', {
      body: { api_key: OPERATOR_KEY },
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect([status, body.code]).toEqual([403, 'cross_site_request']);
  });
});

describe('wrong keys', () => {
  const tries = async (address: string, count: number, api_key = 'wrong') => {
    const answers = await Promise.all(Array.from({ length: count }, () => browser(address).trySignIn({ api_key })));
    return answers.map(({ status }) => status).sort();
  };

  it('lock their address out, even for a right one, and no other address', async () => {
    const [address, other] = [freshAddress(), freshAddress()];
    expect(await tries(address, 9)).toEqual(Array(9).fill(401));
    // A valid key in between does not count as a failure.
    expect(await tries(address, 1, OPERATOR_KEY)).toEqual([201]);
    expect(await tries(address, 3)).toEqual([401, 429, 429]);
    const locked = await browser(address).trySignIn({ api_key: OPERATOR_KEY });
    expect(locked.body).toMatchObject({ code: 'too_many_wrong_keys', status: 429 });
    const seconds = Number(locked.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(800);
    expect(seconds).toBeLessThanOrEqual(900);
    expect(await tries(other, 1, OPERATOR_KEY)).toEqual([201]);
    await server.pool.query(`update console_sign_in set since = since - interval '15 minutes'`);
    expect(await tries(address, 1, OPERATOR_KEY)).toEqual([201]);
  });

  it('count together when sent concurrently', async () => {
    expect(await tries(freshAddress(), 15)).toEqual([...Array(10).fill(401), ...Array(5).fill(429)]);
  });

  it('count together for all addresses of an IPv6 network', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 11; at += 1) statuses.push(...(await tries(`2001:db8:0:1::${at}`, 1)));
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  it('of many addresses lock nobody else out, and sessions continue', async () => {
    const page = browser();
    await page.signIn();
    const attackers = Array.from({ length: 320 }, (_, at) => browser(`198.51.${100 + (at >> 7)}.${at & 127}`));
    const answers = await Promise.all(attackers.map((attacker) => attacker.trySignIn({ api_key: 'wrong' })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(await tries(freshAddress(), 1, OPERATOR_KEY)).toEqual([201]);
    expect((await page.call('/me')).status).toBe(200);
    expect((await server.call('/me')).status).toBe(200);
  });
});

it('neither log nor database contains a key or a token', async () => {
  const lines: string[] = [];
  const log = createLogger('trace', { write: (line: string) => void lines.push(line) });
  const logged = await startSecond(log);
  const page = new Browser(logged);
  await page.signIn();
  await page.trySignIn({ api_key: 'a-key-that-is-wrong' });
  await page.call('/partners');
  const token = page.cookie?.split('=')[1] ?? '';
  expect(lines.join('')).toContain('/console/session');
  const { rows } = await server.pool.query('select s::text as session from console_session s');
  const everything = lines.join('') + JSON.stringify(rows);
  for (const secret of [OPERATOR_KEY, 'a-key-that-is-wrong', token, page.csrfToken ?? ''])
    expect(everything).not.toContain(secret);
});

async function startSecond(log = createLogger('silent')): Promise<TestServer> {
  const second = new TestServer(await startServer(readConfig(server.environment), log), server.environment);
  atEnd(() => second.stop());
  return second;
}
