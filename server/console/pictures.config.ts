import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** `npm run console:pictures`: takes the pictures of `docs/console`, of a real server with sample data. */
export default defineConfig({
  test: {
    root: file('.'),
    include: ['test/pictures.ts'],
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: [file('../test/support/global-setup.ts'), file('test/support/browser-setup.ts')],
  },
});
