import { z } from 'zod';
import type { Deprecation } from './api-version.ts';

/** The permissions of a key: read and write for each feature. */
export const SCOPES = [
  'feeds:read',
  'feeds:write',
  'jobs:read',
  'jobs:write',
  'products:read',
  'orders:read',
  'orders:write',
  'customers:read',
  'customers:write',
  'analytics:read',
  'sales_channels:read',
  'sales_channels:write',
  'products:write',
  'batches:read',
  'batches:write',
  'impex:read',
  'impex:write',
  'events:read',
  'webhooks:read',
  'webhooks:write',
  'order_exports:read',
  'order_exports:write',
] as const;
export const scopeSchema = z.enum(SCOPES, { error: `Unknown scope. Allowed values: ${SCOPES.join(', ')}` });
export type Scope = (typeof SCOPES)[number];

/** The access rule of a route: no key (`public`), any key, an operator's key, or a scope. */
export interface RouteAccess {
  access: 'public' | 'any' | 'operator' | Scope;
  /** Whether the response is streamed for as long as the client takes to read it; these are limited for each key. */
  download?: true;
  /**
   * Whether a replica of the database may answer: lists, exports and reports. An answer from one says by
   * `REPLICA_LAG_HEADER` how old it may be. All other routes are answered by the primary.
   */
  reads?: 'replica';
  /** Whether the body is read as bytes by the route itself, whatever its content type. */
  rawBody?: true;
  /** Set once the route is to be removed: its responses say so. */
  deprecated?: Deprecation;
}
