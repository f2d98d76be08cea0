import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractLists } from './build/contract-lists.ts';

/** Where the API is while the console is developed. */
const api = process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000';

/** Modules of packages, wherever pnpm keeps them. */
function packages(...names: string[]): RegExp {
  return new RegExp(`/node_modules/(?:\\.pnpm/[^/]+/node_modules/)?(?:${names.join('|')})/`);
}

export default defineConfig({
  base: '/console/',
  plugins: [contractLists(), react(), tailwindcss()],
  build: {
    target: 'es2023',
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    // What every screen needs is one file, and what only some need is one for each purpose: not a hundred small ones.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'framework', test: packages('react', 'react-dom', 'scheduler', '@tanstack/[^/]+'), priority: 3 },
            { name: 'sdk', test: /\/(sdk|contract)\/src\//, priority: 3 },
            { name: 'overlays', test: packages('@base-ui/[^/]+', '@floating-ui/[^/]+'), priority: 2 },
            { name: 'forms', test: packages('react-hook-form'), priority: 2 },
            {
              name: 'kit',
              test: /\/src\/(ui\/(?!column-choice|json-view|secret-view|use-form-action|progress-bar|menu|dialog|confirm|views-menu|save-view|rotate-secret)|api|session\/session\.)|lucide-react|contract-lists/,
            },
          ],
        },
      },
    },
  },
  server: {
    // Everything that is not the console's own is the API's. The page and the API have one origin, as in production.
    proxy: { '^(?!/console/|/console$)': { target: api }, '^/console/session': { target: api } },
  },
});
