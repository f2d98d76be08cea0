import process from 'node:process';
import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { buildConsole } from '../../../build-console.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser of all tests can be driven. */
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

/** The registry has a Chromium for Linux alone; elsewhere, and with CHROME_PATH, it is the one that is installed. */
async function launch(): Promise<BrowserServer> {
  const { CHROME_PATH } = process.env;
  try {
    if (CHROME_PATH) return await chromium.launchServer({ executablePath: CHROME_PATH });
    if (process.platform !== 'linux') return await chromium.launchServer({ channel: 'chrome' });
    const { default: packed } = await import('@sparticuz/chromium');
    // A sandbox cannot be made as root, as CI may run it; the pages are ours.
    return await chromium.launchServer({ executablePath: await packed.executablePath(), args: ['--no-sandbox'] });
  } catch (cause) {
    throw new Error(
      'The tests of the console found no browser: install Google Chrome, or set CHROME_PATH to a Chrome, Chromium or Edge.',
      { cause },
    );
  }
}
