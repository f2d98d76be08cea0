import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGES_WITH_OTHER_WORDS } from '../.vitepress/search.ts';
import { type FreshServer, startFreshServer } from './fresh-server.ts';
import { root } from './markdown.ts';

const PHONE = { width: 375, height: 812 };

/** A page of each kind, with wide tables, long commands and tabs among them. */
const KINDS = [
  '',
  'how-to/correct-errors.html',
  'how-to/run-in-production.html',
  'tutorial/examples.html',
  'concepts/tenancy.html',
  'reference/endpoints/orders.html',
  'reference/sdk/classes/Orders.html',
  'reference/errors.html',
];

/** Runs in the page: its width, and how many of its tables have columns that scrolling does not show. */
const LOOK_AT_WIDTHS = `(() => {
  const reachable = (table) => {
    table.scrollLeft = table.scrollWidth;
    const last = table.querySelector('tr > :last-child');
    return !last || Math.floor(last.getBoundingClientRect().right) <= innerWidth;
  };
  const tables = [...document.querySelectorAll('.vp-doc table')];
  return { width: document.documentElement.scrollWidth, cut: tables.filter((table) => !reachable(table)).length };
})()`;

describe.skipIf(process.platform !== 'linux')('the guides in a browser', () => {
  let server: FreshServer;
  let browser: Browser;
  const refusals: string[] = [];

  beforeAll(async () => {
    // Built once: unchanged sources are not built again.
    const built = spawnSync(process.execPath, ['docs/site.mjs', 'build'], { cwd: root, encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stderr);
    server = await startFreshServer();
    // In one process, the browser would end when its first page is closed.
    const args = chromium.args.filter((arg) => arg !== '--single-process');
    browser = await playwright.launch({ executablePath: await chromium.executablePath(), args });
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** A page of the guides, ready for use. Violations of the server's policy are recorded. */
  async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    page.on('console', (message) => void (message.type() === 'error' && refusals.push(message.text())));
    await page.goto(`${server.url}/guides/${address}`, { waitUntil: 'networkidle' });
    return page;
  }

  it.each([
    ['pagination', 'concepts/lists'],
    ['authentication', 'concepts/tenancy'],
    ['webhook', 'reference/endpoints/webhooks'],
    ['notification', 'concepts/events-and-webhooks'],
    ['throttling', 'reference/limits'],
  ])('its search finds %s', async (word, expected) => {
    const page = await open('');
    await page.getByRole('button', { name: 'Search' }).first().click();
    await page.locator('.search-input').fill(word);
    await page.locator('.VPLocalSearchBox .results a').first().waitFor();
    const found = await page
      .locator('.VPLocalSearchBox .results a')
      .evaluateAll((links) => links.slice(0, 3).map((link) => link.getAttribute('href') ?? ''));
    expect(found.join(' ')).toContain(`/guides/${expected}`);
    await page.close();
  });

  it('has search words only for existing pages', () => {
    expect(PAGES_WITH_OTHER_WORDS.filter((page) => !existsSync(path.join(root, page)))).toEqual([]);
  });

  it.each(KINDS)('fits a phone: /guides/%s', async (address) => {
    const page = await open(address, { viewport: PHONE });
    const { width, cut } = await page.evaluate<{ width: number; cut: number }>(LOOK_AT_WIDTHS);
    expect({ width, cut }).toEqual({ width: PHONE.width, cut: 0 });
    await page.close();
  });

  it('shows a tab in every group, and remembers the choice', async () => {
    const page = await open('how-to/correct-errors.html');
    const shown = () =>
      page.locator('.tabs [role=tab][aria-selected=true]').evaluateAll((tabs) => tabs.map((tab) => tab.textContent));
    expect(new Set(await shown())).toEqual(new Set(['curl']));
    await page.getByRole('tab', { name: 'TypeScript' }).nth(1).click();
    expect(new Set(await shown())).toEqual(new Set(['TypeScript']));
    await expect.poll(() => page.getByText('client.feeds.ingest').first().isVisible()).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect(new Set(await shown())).toEqual(new Set(['CLI']));
    await page.reload({ waitUntil: 'networkidle' });
    expect(new Set(await shown())).toEqual(new Set(['CLI']));
    await page.close();
  });

  it("runs no script that the server's policy forbids, and so follows the reader's dark mode", async () => {
    const page = await open('how-to/send-full-feeds.html', { colorScheme: 'dark' });
    expect(await page.locator('html').getAttribute('class')).toContain('dark');
    expect(refusals).toEqual([]);
    await page.close();
  });
});
