import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { makeGuidesFolder } from './support/guides-folder.ts';
import { startTestServer } from './support/server.ts';

const folder = makeGuidesFolder();
const server = await startTestServer({ WORKER: 'off', GUIDES_DIR: folder });
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const open = (address: string, headers: Record<string, string> = BROWSER, method = 'GET') =>
  fetch(`${server.url}${address}`, { method, headers, redirect: 'manual' });

describe('/guides', () => {
  it('has the pages of the built guides, which must be revalidated', async () => {
    for (const [address, title] of [
      ['/guides/', 'Home'],
      ['/guides/how-to/send.html', 'Send'],
      ['/guides/how-to/send', 'Send'],
    ] as const) {
      const page = await open(address);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(await page.text()).toContain(`<h1>${title}</h1>`);
      const again = await open(address, { ...BROWSER, 'if-none-match': page.headers.get('etag') ?? '' });
      expect(again.status).toBe(304);
    }
    const moved = await open('/guides');
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/guides/']);
  });

  it('lets files with hashed names be cached', async () => {
    const script = await open('/guides/assets/app.1f2e3d.js', { accept: '*/*' });
    expect(script.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('allows only its own scripts', async () => {
    const policy = (await open('/guides/')).headers.get('content-security-policy');
    expect(policy).toMatch(/(^|;)script-src 'self'(;|$)/);
  });

  it('answers a missing page with HTML for browsers, and a problem for others', async () => {
    const page = await open('/guides/how-to/nothing.html');
    expect(page.status).toBe(404);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(await page.text()).toContain('<h1>Not here</h1>');
    const problem = await open('/guides/how-to/nothing.html', { accept: 'application/json' });
    expect(problem.headers.get('vary')).toMatch(/accept/i);
    expect((await problem.json()) as ProblemBody).toMatchObject({ status: 404, code: 'not_found' });
    expect((await open('/guides/', BROWSER, 'POST')).status).toBe(404);
  });

  it.each([
    '/guides/../secret.txt',
    '/guides/..%2fsecret.txt',
    '/guides/%2e%2e/secret.txt',
    '/guides/%2e%2e%2fsecret.txt',
    '/guides/assets/../../secret.txt',
    '/guides/..%5csecret.txt',
    '/guides//secret.txt',
    '/guides/%00',
    '/guides/%',
    '/guides/.built-from',
  ])('serves no hidden file, and nothing outside its folder: %s', async (address) => {
    // Sent unchanged: `fetch` would resolve the dots.
    const { hostname, port } = new URL(server.url);
    const answer = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const call = request({ hostname, port, path: address, headers: BROWSER }, async (response) =>
        resolve({ status: response.statusCode, body: await text(response) }),
      );
      call.on('error', reject).end();
    });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain('secret');
  });

  it('says how to build the guides until they exist, and then serves them at once', async () => {
    const empty = path.join(folder, '..', 'later');
    const without = await startTestServer({ WORKER: 'off', GUIDES_DIR: empty });
    const missing = await fetch(`${without.url}/guides/how-to/send.html`, { headers: BROWSER });
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('npm run docs -- build');
    makePage(empty);
    expect(await (await fetch(`${without.url}/guides/`, { headers: BROWSER })).text()).toBe('<h1>Now</h1>');
  });
});

function makePage(inFolder: string): void {
  mkdirSync(inFolder);
  writeFileSync(path.join(inFolder, 'index.html'), '<h1>Now</h1>');
}
