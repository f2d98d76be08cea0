import { type ApiKey, formatId, LIMITS, Problem, SCOPES, type Scope } from '@commerce-integration/contract';
import { keyStatus } from '../http/mock-access.ts';
import type { ApiKeyRow } from '../mock-rows.ts';
import type { MockTables } from '../mock-tables.ts';
import { getPartner } from './mock-partner-rows.ts';

/** Issues a key. @throws Problem `not_found`, `too_many_live_keys`; `validation_failed` for an expiry in the past */
export function issueKey(
  tables: MockTables,
  partnerId: string,
  input: { name: string; scopes?: Scope[] | undefined; expires_at?: string | null | undefined },
): ApiKeyRow {
  const expiresAt = input.expires_at ? new Date(input.expires_at) : null;
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    const message = 'expires_at must lie in the future.';
    throw new Problem('validation_failed', message, { errors: [{ path: 'expires_at', code: 'in_the_past', message }] });
  }
  const partner = getPartner(tables, partnerId);
  const live = [...tables.apiKeys.values()].filter((key) => key.partnerId === partner.id && keyStatus(key) === 'live');
  if (live.length >= LIMITS.liveKeysPerPartner) {
    throw new Problem(
      'too_many_live_keys',
      `Partner ${partnerId} has ${LIMITS.liveKeysPerPartner} live keys already: revoke one first.`,
    );
  }
  const secret = `ck_${crypto.randomUUID().replaceAll('-', '')}${crypto.randomUUID().replaceAll('-', '').slice(0, 11)}`;
  return newApiKey(tables, {
    partnerId: partner.id,
    name: input.name,
    scopes: input.scopes ?? SCOPES,
    secret,
    expiresAt,
  });
}

/** Adds a key as it is. */
export function newApiKey(
  tables: MockTables,
  fields: Pick<ApiKeyRow, 'partnerId' | 'name' | 'scopes' | 'secret' | 'expiresAt'>,
): ApiKeyRow {
  const key = { id: tables.next('apiKey'), ...fields, createdAt: new Date(), revokedAt: null };
  tables.apiKeys.set(key.id, key);
  return key;
}

export function presentApiKey(key: ApiKeyRow): ApiKey {
  return {
    api_key_id: formatId('apiKey', key.id),
    partner_id: formatId('partner', key.partnerId ?? 0),
    name: key.name,
    scopes: [...key.scopes],
    secret_hint: key.secret.slice(-4),
    status: keyStatus(key),
    expires_at: key.expiresAt?.toISOString() ?? null,
    created_at: key.createdAt.toISOString(),
    revoked_at: key.revokedAt?.toISOString() ?? null,
  };
}
