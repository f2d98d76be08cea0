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
      description: `The session is a cookie that scripts cannot read. It replaces \`x-api-key\` for pages of this server, with \`${CSRF_HEADER}\` on all calls except GET and HEAD. It ends with its key, and after a time without use; automatic calls with the header \`${BACKGROUND_HEADER}\` do not count as use. Too many wrong keys lock out the IP address for a while.`,
      metadata: open,
      body: createConsoleSessionSchema,
      responses: { 201: consoleSessionSchema, ...problems(413, 415, 422) },
    },
    getConsoleSession: {
      method: 'GET',
      path: '/console/session',
      summary: 'Get the session of this call',
      description: 'For pages that were reloaded. Returns 404 for calls with an API key.',
      metadata: any,
      responses: { 200: consoleSessionSchema, ...problems(404) },
    },
    deleteConsoleSession: {
      method: 'DELETE',
      path: '/console/session',
      summary: 'Sign out',
      description: 'Ends the session of this call immediately and invalidates its cookie.',
      metadata: any,
      responses: { 204: c.noBody(), ...problems(404) },
    },
    search: {
      method: 'GET',
      path: '/search',
      summary: 'Search by ID or the beginning of a name',
      description:
        'Finds any object by its exact ID, or by the beginning of a partner name, SKU, product name, order reference, file name, batch or sales channel name, or webhook URL. Does not search customer data. Needs a key; finds only what its scopes may read.',
      metadata: any,
      query: z.object(searchQuery),
      responses: { 200: searchResultsSchema },
    },
    getOverview: {
      method: 'GET',
      path: '/overview',
      summary: 'Get an overview: what is waiting, failing or needs attention',
      description:
        'Each stage from partners to webhooks with its counts, the health of each part of the server, and the latest events. Needs a key; shows only what its scopes may read, and for a partner only its own data.',
      metadata: { ...any, reads: 'replica' },
      query: z.object(overviewQuery),
      responses: { 200: overviewSchema },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
