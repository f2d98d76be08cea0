import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { atEnd } from '../../../test/support/at-end.ts';
import { OPERATOR_KEY, type TestServer } from '../../../test/support/server.ts';

/** The browser logs every 4xx and 5xx response by itself; the page shows them where they matter. */
const ANSWERS = /Failed to load resource/;

/** A user with a browser that shows the console. */
export class Visitor {
  readonly page: Page;
  /** The page's errors: uncaught exceptions, and violations of the content security policy. */
  readonly complaints: string[] = [];
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !ANSWERS.test(text)) this.complaints.push(text);
    });
  }

  /** Opens a screen, and waits until it has its heading and nothing is loading. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.#url}/console${path}`);
    await this.settled();
  }

  /** Navigates to another screen of the open console, like a link. */
  async go(path: string): Promise<void> {
    const title = await this.page.title();
    if (title === '') return this.open(path);
    await this.page.evaluate((to) => history.pushState({}, '', `/console${to}`), path);
    await this.page.waitForFunction((before) => document.title !== before, title);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    await this.page.waitForFunction(
      () => document.querySelector('[role="status"][aria-label="Loading"], [aria-busy="true"]') === null,
    );
  }

  /** Enters a key in the form. */
  async signIn(key: string): Promise<void> {
    await this.page.getByLabel('API key').fill(key);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  heading(name: string | RegExp) {
    return this.page.getByRole('heading', { level: 1, name });
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name });
  }

  text(text: string | RegExp) {
    return this.page.getByText(text).first();
  }
}

let browser: Promise<Browser> | undefined;

/** A user who has just opened the browser, and has no session. */
export async function visit(server: TestServer, options: BrowserContextOptions = {}): Promise<Visitor> {
  browser ??= chromium.connect(inject('browser'));
  const context = await (await browser).newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1360, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  atEnd(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return new Visitor(page, server.url);
}

/** A user who has signed in. */
export async function signedIn(
  server: TestServer,
  key = OPERATOR_KEY,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const visitor = await visit(server, options);
  const answer = await visitor.page.request.post(`${server.url}/console/session`, { data: { api_key: key } });
  if (answer.status() !== 201) throw new Error(`Sign in answered ${answer.status()}: ${await answer.text()}`);
  return visitor;
}
