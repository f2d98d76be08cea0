import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

/** Tests are next to their sources, or in the package's `test/`. */
const include = ['{src,test}/**/*.test.ts'];
/** Tests of the packed SDK, as its users install it. */
const packed = ['test/package*.test.ts'];
const packSetup = fileURLToPath(new URL('sdk/test/support/pack-once.ts', import.meta.url));
const freshData = fileURLToPath(new URL('docs/test/fresh-data.ts', import.meta.url));
const browserSetup = fileURLToPath(new URL('server/console/test/support/browser-setup.ts', import.meta.url));
const propertySeed = fileURLToPath(new URL('contract/test/support/property-seed.ts', import.meta.url));
const serverSetup = fileURLToPath(new URL('server/test/support/global-setup.ts', import.meta.url));

/** Conditions are met within a second on an idle machine; a busy machine must not fail a test. */
const expect = { poll: { timeout: 30_000 } };

export default defineConfig({
  test: {
    passWithNoTests: true,
    // All cores: most tests spend their time waiting for a server.
    maxWorkers: availableParallelism(),
    projects: [
      // Most take milliseconds; a busy machine must not fail a test. They share no state, so several files may share a
      // process.
      {
        test: {
          name: 'contract',
          root: 'contract',
          include,
          expect,
          testTimeout: 90_000,
          isolate: false,
          setupFiles: [propertySeed],
        },
      },
      {
        test: {
          name: 'sdk',
          root: 'sdk',
          include,
          expect,
          exclude: [...configDefaults.exclude, ...packed],
          testTimeout: 90_000,
          globalSetup: [freshData],
          setupFiles: [propertySeed],
        },
      },
      // It is packed once for all of them. Bundlers, browsers and test runners take long on a busy machine.
      {
        test: {
          name: 'sdk-packed',
          root: 'sdk',
          include: packed,
          expect,
          testTimeout: 120_000,
          hookTimeout: 600_000,
          globalSetup: [packSetup, freshData],
        },
      },
      // Each page of the docs has its own server, and all start at the same time: on a machine half as fast, their
      // commands took two minutes.
      {
        test: {
          name: 'docs',
          root: 'docs',
          include,
          expect,
          testTimeout: 300_000,
          hookTimeout: 180_000,
          globalSetup: [freshData],
        },
      },
      {
        test: {
          name: 'server',
          root: 'server',
          include,
          expect,
          pool: 'forks',
          // Importing the server takes as long as many test files run; each file has its own server in any case.
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: [serverSetup],
          setupFiles: [propertySeed],
        },
      },
      // One browser for all of them, with a real server that serves the built console.
      {
        test: {
          name: 'console',
          root: 'server/console',
          include,
          expect,
          pool: 'forks',
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: [serverSetup, browserSetup],
        },
      },
    ],
  },
});
