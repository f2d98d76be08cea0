import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests stand beside the sources they are about, or in the package's `test/`. */
const include = ['{src,test}/**/*.test.ts'];
const serverSetup = fileURLToPath(new URL('server/test/support/global-setup.ts', import.meta.url));

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      { test: { name: 'contract', root: 'contract', include } },
      { test: { name: 'sdk', root: 'sdk', include } },
      {
        test: {
          name: 'server',
          root: 'server',
          include,
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          globalSetup: existsSync(serverSetup) ? [serverSetup] : [],
        },
      },
    ],
  },
});
