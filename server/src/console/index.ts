import { consoleContract } from '@commerce-integration/contract';
import { DEMO_API_KEY } from '../config/config.ts';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { hashSecret } from '../partners/api-key-secret.ts';
import { findCaller } from '../partners/find-caller.ts';
import { CONSOLE_MIGRATIONS } from './console.migrations.ts';
import { consoleRoutes } from './console.routes.ts';
import { openSessions } from './sessions.ts';

/** What the operations console needs beside the API itself: sessions, a search over everything, and the overview. */
export const console = defineFeature({
  name: 'console',
  tables: ['console_session', 'console_sign_in'],
  migrations: CONSOLE_MIGRATIONS,
  retention: [
    { table: 'console_session', since: 'expires_at', hours: 0, limit: null },
    { table: 'console_sign_in', since: 'since', hours: 1, limit: null },
  ],
  routes: ({ units, database: { pool }, config, searchables, overviewParts }) => {
    const operatorHashes = config.operatorKeys.map(hashSecret);
    const parts = {
      units,
      pool,
      limits: config,
      sessions: openSessions(pool, config),
      findOwner: (secret: string) => findCaller(pool, secret, operatorHashes),
      searchables,
      overviewParts,
      // The key is public, and only a server with embedded services has it.
      demoKey: config.operatorKeys.includes(DEMO_API_KEY) ? DEMO_API_KEY : undefined,
    };
    return [routesOf(consoleContract, consoleRoutes(parts))];
  },
});
