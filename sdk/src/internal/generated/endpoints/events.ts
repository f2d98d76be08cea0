// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const listEvents: EndpointOf<{ query: wire.ListEventsFields; answer: Page<wire.Event> }> = 'GET /events?event_type&subject&created_from&created_to&limit&cursor';
export const streamEvents: EndpointOf<{ query: wire.StreamEventsFields }> = 'GET /events/stream?event_type&subject text/event-stream';
export const getEvent: EndpointOf<{ answer: wire.Event }> = 'GET /events/:event_id(EV)';
