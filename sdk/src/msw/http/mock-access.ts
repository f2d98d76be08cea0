import { Problem, type RouteAccess, SCOPES } from '@commerce-integration/contract';
import type { ApiKeyRow, Caller } from '../mock-rows.ts';
import type { MockTables } from '../mock-tables.ts';

/** The number of the operator's own key, which is in no table. */
const OPERATOR_KEY_ID = 0;

/** Who a secret speaks for; undefined for an unknown, expired or revoked one. */
export function findCaller(tables: MockTables, operatorKey: string, secret: string | null): Caller | undefined {
  if (secret === operatorKey) return { apiKeyId: OPERATOR_KEY_ID, partner: null, scopes: SCOPES };
  const key = [...tables.apiKeys.values()].find((row) => row.secret === secret);
  if (!key || keyStatus(key) !== 'live') return undefined;
  const partner = tables.partners.get(key.partnerId ?? 0);
  return { apiKeyId: key.id, partner: partner ? { id: partner.id, name: partner.name } : null, scopes: key.scopes };
}

/** Lets a caller through where the operation's rule allows. @throws Problem 401, 403 */
export function assertAllowed(access: RouteAccess['access'], caller: Caller | undefined): void {
  if (access === 'public') return;
  if (!caller) throw new Problem('unauthorized', 'Invalid or missing API key');
  if (access === 'any') return;
  if (access === 'operator') {
    if (caller.partner) throw new Problem('forbidden', 'This endpoint belongs to the operator.');
    return;
  }
  if (!caller.scopes.includes(access)) throw new Problem('forbidden', `The API key has no ${access} scope.`);
}

export function keyStatus(key: ApiKeyRow): 'live' | 'expired' | 'revoked' {
  if (key.revokedAt) return 'revoked';
  return key.expiresAt && key.expiresAt.getTime() <= Date.now() ? 'expired' : 'live';
}
