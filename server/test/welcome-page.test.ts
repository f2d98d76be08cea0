import { expect, it } from 'vitest';
import { makeGuidesFolder } from './support/guides-folder.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ GUIDES_DIR: makeGuidesFolder() });
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const open = (path: string, accept = BROWSER, method = 'GET') =>
  fetch(`${server.url}${path}`, { method, headers: { accept } });

it('shows a browser what this is, and every link of the page leads somewhere', async () => {
  const page = await open('/');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('vary')).toMatch(/accept/i);
  const html = await page.text();
  expect(html).toContain('<h1>Commerce Integration API</h1>');
  const links = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link = '']) => link);
  expect(links).toEqual(
    expect.arrayContaining([
      'guides/',
      'docs',
      'docs/errors',
      'openapi.json',
      'docs/postman.json',
      'health',
      'favicon.svg',
    ]),
  );
  for (const link of links) {
    expect(link).not.toMatch(/^(https?:)?\/\//);
    expect((await open(`/${link}`)).status, link).toBe(200);
  }
  expect((await open('/', BROWSER, 'HEAD')).status).toBe(200);
});

it('has nothing that its own policy forbids', async () => {
  const page = await open('/');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/style-src[^;]*'unsafe-inline'/);
  expect(policy).toMatch(/img-src[^;]*'self'/);
  expect(await page.text()).not.toMatch(/<script|\bstyle=|\bon\w+=/);
});

it('answers a client of the API as ever', async () => {
  for (const accept of ['*/*', 'application/json', 'application/problem+json', 'text/plain']) {
    const answer = await open('/', accept);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.headers.get('vary')).toMatch(/accept/i);
    expect(await answer.json()).toMatchObject({ code: 'not_found', detail: 'There is no GET /.' });
  }
  expect((await open('/', BROWSER, 'POST')).status).toBe(404);
});

it('has an icon, also where a browser asks for the usual one', async () => {
  for (const path of ['/favicon.svg', '/favicon.ico']) {
    const icon = await open(path, 'image/*');
    expect(icon.status).toBe(200);
    expect(icon.headers.get('content-type')).toMatch('image/svg+xml');
    expect(await icon.text()).toMatch(/^<svg /);
  }
});
