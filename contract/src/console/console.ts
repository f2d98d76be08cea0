import { z } from 'zod';
import { c, commonResponses, problems } from '../shared/router.ts';
import { overviewQuery, overviewSchema } from './overview.ts';
import { searchQuery, searchResultsSchema } from './search.ts';
import { BACKGROUND_HEADER, CSRF_HEADER, consoleSessionSchema, createConsoleSessionSchema } from './session.ts';

const open = { access: 'public' } as const;
const any = { access: 'any' } as const;

export const consoleContract = c.router(
  {
    createConsoleSession: {
      method: 'POST',
      path: '/console/session',
      summary: 'Sign in: exchange an API key for a session',
      description: `The session is a cookie that no script can read. It stands for the key wherever \`x-api-key\` does, for pages of this server alone, with \`${CSRF_HEADER}\` on all calls but GET and HEAD; it ends with its key, and when nobody uses it: calls with the header \`${BACKGROUND_HEADER}\`, which a page makes by itself, are no use. Too many wrong keys lock the address out for a while.`,
      metadata: open,
      body: createConsoleSessionSchema,
      responses: { 201: consoleSessionSchema, ...problems(413, 415, 422) },
    },
    getConsoleSession: {
      method: 'GET',
      path: '/console/session',
      summary: 'The session of this call',
      description: 'For a page that was loaded again. 404 for a call that was made with an API key.',
      metadata: any,
      responses: { 200: consoleSessionSchema, ...problems(404) },
    },
    deleteConsoleSession: {
      method: 'DELETE',
      path: '/console/session',
      summary: 'Sign out',
      description: 'Ends the session of this call at once; its cookie is worth nothing from then on.',
      metadata: any,
      responses: { 204: c.noBody(), ...problems(404) },
    },
    search: {
      method: 'GET',
      path: '/search',
      summary: 'Find anything by its ID, or by the beginning of its name',
      description:
        'Any ID exactly; names of partners, SKUs and names of products, references of orders, names of files, batches and sales channels, URLs of webhooks by their beginning. Never by data of customers. Needs a key; finds what its scopes may read.',
      metadata: any,
      query: z.object(searchQuery),
      responses: { 200: searchResultsSchema },
    },
    getOverview: {
      method: 'GET',
      path: '/overview',
      summary: 'How is everything: what waits, what fails, what needs attention',
      description:
        'Each stage from partners to webhooks with its counts, the health of each part of the server, and the last events. Needs a key; shows what its scopes may read, and a partner its own.',
      metadata: { ...any, reads: 'replica' },
      query: z.object(overviewQuery),
      responses: { 200: overviewSchema },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
