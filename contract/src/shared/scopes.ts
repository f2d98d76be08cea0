import { z } from 'zod';

/** What a key may be allowed to do: read and write, feature by feature. */
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
] as const;
export const scopeSchema = z.enum(SCOPES, { error: `Unknown scope. Allowed values: ${SCOPES.join(', ')}` });
export type Scope = (typeof SCOPES)[number];

/**
 * What a route asks of the key: nothing at all (`public`), any key, an operator's key, or a scope.
 */
export interface RouteAccess {
  access: 'public' | 'any' | 'operator' | Scope;
  /** Whether the answer streams for as long as the client takes to read it: of these a key has few at once. */
  download?: true;
}
