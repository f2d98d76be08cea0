import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf } from '../../docs/test/markdown.ts';
import { type InstalledProject, installedProject, packageFolder } from './support/installed-project.ts';
import { sdkTarball } from './support/packed-package.ts';

const PAGE = 'docs/how-to/test-against-the-mock.md';
const program = blocksOf(PAGE).find(({ text }) => text.includes("'msw/browser'"))?.text ?? '';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

let browser: Browser;

beforeAll(async () => {
  await sdkTarball();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

describe('the packed package, bundled by Vite', () => {
  it.each(['msw-2', 'msw'])('mocks the API in a browser with %s', async (msw) => {
    const project = await installedProject({ msw: packageFolder(msw) });
    await buildPage(project);
    const server = await serve(path.join(project.folder, 'dist'));
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('requestfailed', (request) => complaints.push(`${request.method()} ${request.url()} failed`));
      await page.goto(server.url);
      await expect.poll(async () => [await page.title(), ...complaints], { timeout: 60_000 }).not.toEqual(['']);
      expect([await page.title(), ...complaints]).toEqual(['Canvas Tote Bag: 44.99']);
    } finally {
      await server.close();
      project.remove();
    }
  });
});

/** As in the how-to: msw's own command writes its worker to the static files. */
async function buildPage(project: InstalledProject): Promise<void> {
  mkdirSync(path.join(project.folder, 'public'));
  const command = path.join('node_modules', 'msw', 'cli', 'index.js');
  const { code, output } = await project.run(process.execPath, [command, 'init', 'public', '--save']);
  expect(code, output).toBe(0);
  project.write('index.html', '<script type="module" src="./page.ts"></script>');
  project.write('page.ts', program);
  await build({ root: project.folder, configFile: false, logLevel: 'error', build: { target: 'es2022' } });
}

/** Serves static files on its own origin, since a service worker belongs to one. */
async function serve(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((req, res) => {
    const file = path.join(folder, req.url === '/' ? 'index.html' : path.posix.normalize(req.url ?? ''));
    if (!existsSync(file)) return res.writeHead(404).end();
    return res.setHeader('content-type', TYPES[path.extname(file)] ?? '').end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The registry only has a Chromium for Linux; other platforms use the installed Chrome. */
async function launch(): Promise<Browser> {
  if (process.platform !== 'linux') return chromium.launch({ channel: 'chrome' });
  const { default: packed } = await import('@sparticuz/chromium');
  // The sandbox does not work as root, which CI may use; the page is trusted.
  return chromium.launch({ executablePath: await packed.executablePath(), args: ['--no-sandbox'] });
}
