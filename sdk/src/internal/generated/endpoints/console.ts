// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type * as wire from '../wire-types.ts';

export const createConsoleSession: EndpointOf<{ body: wire.CreateConsoleSessionFields; answer: wire.ConsoleSession }> = 'POST /console/session 201';
export const getConsoleSession: EndpointOf<{ answer: wire.ConsoleSession }> = 'GET /console/session';
export const deleteConsoleSession: EndpointOf<{}> = 'DELETE /console/session 204';
export const search: EndpointOf<{ query: wire.SearchFields; answer: wire.SearchResults }> = 'GET /search?q&types&limit';
export const getOverview: EndpointOf<{ query: wire.GetOverviewFields; answer: wire.Overview }> = 'GET /overview?from&to';
