import type { Index } from './service.ts';

/** The paths that the index of the API lists. */
export const SERVICE_PATHS = {
  console: '/console',
  guides: '/guides/',
  api_explorer: '/docs',
  errors: '/docs/errors',
  openapi: '/openapi.json',
  postman: '/docs/postman.json',
  health: '/health',
  ready: '/ready',
} as const satisfies Omit<Index, 'name' | 'version' | 'demo'>;
