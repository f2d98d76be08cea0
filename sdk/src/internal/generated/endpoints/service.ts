// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type * as wire from '../wire-types.ts';

export const getIndex: EndpointOf<{ answer: wire.Index }> = 'GET /';
export const getHealth: EndpointOf<{ answer: wire.Health }> = 'GET /health 200 503';
export const getReady: EndpointOf<{ answer: wire.Readiness }> = 'GET /ready 200 503';
export const getMe: EndpointOf<{ answer: wire.Me }> = 'GET /me';
export const getLimits: EndpointOf<{ answer: wire.LimitList }> = 'GET /limits';
export const getMetrics: EndpointOf<{}> = 'GET /metrics text/plain';
export const getOpenApi: EndpointOf<{ answer: Record<string, unknown> }> = 'GET /openapi.json';
