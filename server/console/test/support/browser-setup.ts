import process from 'node:process';
import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { buildConsole } from '../../../build-console.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The endpoint for controlling the browser of all tests. */
    browser: string;
  }
}

/** Builds the console, and starts one browser for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildConsole(process.execPath);
  const browser = await launch();
  project.provide('browser', browser.wsEndpoint());
  return () => browser.close();
}

/** The registry only has a Chromium for Linux; other platforms, and CHROME_PATH, use an installed one. */
async function launch(): Promise<BrowserServer> {
  const { CHROME_PATH } = process.env;
  try {
    if (CHROME_PATH) return await chromium.launchServer({ executablePath: CHROME_PATH });
    if (process.platform !== 'linux') return await chromium.launchServer({ channel: 'chrome' });
    const { default: packed } = await import('@sparticuz/chromium');
    // The sandbox does not work as root, which CI may use; the pages are trusted.
    return await chromium.launchServer({ executablePath: await packed.executablePath(), args: ['--no-sandbox'] });
  } catch (cause) {
    throw new Error(
      'The tests of the console found no browser: install Google Chrome, or set CHROME_PATH to a Chrome, Chromium or Edge.',
      { cause },
    );
  }
}
