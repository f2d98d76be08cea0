import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Index } from '@commerce-integration/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { createLogger } from '../src/process/log.ts';
import { startServer } from '../src/process/start-server.ts';
import { makeGuidesFolder } from './support/guides-folder.ts';
import { freshEnvironment, TestServer } from './support/server.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const SCRIPT = `console.log("${'the console '.repeat(500)}");`;

const folder = mkdtempSync(path.join(tmpdir(), 'console-'));
afterAll(() => rmSync(folder, { recursive: true }));
const environment = await freshEnvironment({ GUIDES_DIR: makeGuidesFolder() });
const config = { ...readConfig(environment), consoleDir: path.join(folder, 'dist') };
const server = new TestServer(await startServer(config, createLogger('silent')), environment);
afterAll(() => server.stop());

const open = (target: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${server.url}${target}`, { method, headers: { accept: BROWSER, ...headers }, redirect: 'manual' });

describe('a console that is not built', () => {
  it('is replaced by a page that says how to build it, with working links', async () => {
    for (const target of ['/console', '/console/', '/console/orders/OR00001']) {
      const page = await open(target);
      expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(await page.text()).toContain('<code>npm run console:build</code>');
    }
    for (const address of ['/console', '/console/', '/console/orders/OR00001?tab=items']) {
      const html = await (await open(address)).text();
      const links = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link = '']) => link);
      const lead = links.map((link) => new URL(link, `${server.url}${address}`));
      expect(lead.map(({ pathname }) => pathname)).toEqual(
        expect.arrayContaining(['/guides/', '/docs', '/docs/errors', '/openapi.json', '/health', '/favicon.svg']),
      );
      for (const { origin, pathname } of lead) {
        expect(origin).toBe(server.url);
        expect((await open(pathname)).status, pathname).toBe(200);
      }
    }
    const page = await open('/console');
    const html = await page.text();
    expect(html).not.toMatch(/<script|\bstyle=|\bon\w+=/);
    expect(page.headers.get('content-security-policy')).toMatch(/style-src[^;]*'unsafe-inline'/);
  });
});

describe('the root of the server', () => {
  it('redirects a browser to the console', async () => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await open('/', {}, method);
      expect([answer.status, answer.headers.get('location')]).toEqual([302, 'console']);
      expect(answer.headers.get('vary')).toMatch(/accept/i);
    }
  });

  it('lists the addresses for other clients', async () => {
    for (const accept of ['*/*', 'application/json', 'text/plain']) {
      const answer = await open('/', { accept });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch('application/json');
      expect(answer.headers.get('vary')).toMatch(/accept/i);
      const { name: _name, version: _version, demo, console: own, ...places } = (await answer.json()) as Index;
      expect([demo, own]).toEqual([false, '/console']);
      for (const place of Object.values(places)) expect((await open(place)).status, place).toBe(200);
    }
    const refused = await open('/', {}, 'POST');
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('has an icon, also at the default path', async () => {
    for (const target of ['/favicon.svg', '/favicon.ico']) {
      const icon = await open(target, { accept: 'image/*' });
      expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
      expect(await icon.text()).toMatch(/^<svg /);
    }
  });
});

describe('a built console', () => {
  const build = (title: string) => {
    mkdirSync(path.join(config.consoleDir, 'assets'), { recursive: true });
    writeFileSync(path.join(config.consoleDir, 'index.html'), `<!doctype html><title>${title}</title>`);
    writeFileSync(path.join(config.consoleDir, 'assets', 'index-B4x_9-qe.js'), SCRIPT);
    writeFileSync(path.join(config.consoleDir, 'robots.txt'), 'User-agent: *');
    writeFileSync(path.join(folder, 'secret.txt'), 'not of the build');
  };

  it('is served without a restart, at the address of each screen, and revalidated', async () => {
    build('Console');
    for (const target of ['/console', '/console/', '/console/orders', '/console/webhooks/WH00001/deliveries']) {
      const page = await open(target);
      expect([page.status, await page.text()]).toEqual([200, '<!doctype html><title>Console</title>']);
      expect(page.headers.get('cache-control')).toBe('no-cache');
    }
    const etag = (await open('/console')).headers.get('etag') ?? '';
    expect((await open('/console', { 'if-none-match': etag })).status).toBe(304);
    build('A newer console');
    const newer = await open('/console', { 'if-none-match': etag });
    expect(await newer.text()).toContain('A newer console');
  });

  it('runs only its own scripts, in no frame, and sends no referrer', async () => {
    const { headers } = await open('/console');
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ${config.S3_ENDPOINT}; frame-ancestors 'none'; base-uri 'none'; form-action 'self'`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('has assets that are cached for a year, and compressed for clients that support it', async () => {
    const asset = '/console/assets/index-B4x_9-qe.js';
    const kept = await open(asset);
    expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(kept.headers.get('content-type')).toMatch('javascript');
    const packed = async (accepted: string) => {
      // `fetch` would unpack it.
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        get(`${server.url}${asset}`, { headers: { 'accept-encoding': accepted } }, resolve).once('error', reject);
      });
      return [answer.headers['content-encoding'], await buffer(answer)] as const;
    };
    const [br, inBrotli] = await packed('gzip, deflate, br');
    expect([br, brotliDecompressSync(inBrotli).toString()]).toEqual(['br', SCRIPT]);
    const [gzip, inGzip] = await packed('gzip, br;q=0');
    expect([gzip, gunzipSync(inGzip).toString()]).toEqual(['gzip', SCRIPT]);
    expect(inGzip.length).toBeLessThan(SCRIPT.length / 10);
    const [none, plain] = await packed('identity');
    expect([none, plain.toString()]).toEqual([undefined, SCRIPT]);
  });

  it('has no other files, and leaves the session to the API', async () => {
    expect((await open('/console/robots.txt')).status).toBe(200);
    for (const target of [
      '/console/assets/gone-1234.js',
      '/console/..%2Fsecret.txt',
      '/console/assets/..%2F..%2Fsecret.txt',
    ]) {
      const answer = await open(target, { accept: '*/*' });
      expect([target, answer.status]).toEqual([target, 404]);
      expect(await answer.text()).not.toContain('not of the build');
    }
    const session = await open('/console/session');
    expect([session.status, session.headers.get('content-type')]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
    ]);
    expect((await open('/console/orders', { accept: 'application/json' })).status).toBe(404);
    expect((await open('/console', {}, 'POST')).status).toBe(404);
  });
});
