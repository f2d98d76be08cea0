import type { Scope } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { hashSecret } from './api-key-secret.ts';

/** The owner of a key: a partner, or the operator (no partner). */
export interface KeyOwner {
  apiKeyId: number;
  partner: { id: number; name: string } | null;
  scopes: readonly Scope[];
  expiresAt: Date | null;
}

interface CallerRow {
  id: string;
  scopes: Scope[];
  expires_at: Date | null;
  partner_id: string | null;
  partner_name: string | null;
}

/**
 * The owner of a secret, or undefined for an unknown, expired or revoked one. `CallerCache` caches the result. Tenancy:
 * this is what determines the partner of a call.
 *
 * @param operatorHashes hashes of the configured operator keys; a key that is no longer configured is refused
 */
export async function findCaller(
  pool: Pool,
  secret: string,
  operatorHashes: readonly Buffer[],
): Promise<KeyOwner | undefined> {
  const found = await pool.query<CallerRow>({
    name: 'find-caller',
    text: `select k.id, k.scopes, k.expires_at, k.partner_id, p.name as partner_name
           from api_key k left join partner p on p.id = k.partner_id
           where k.secret_hash = $1 and k.revoked_at is null
             and (k.expires_at is null or k.expires_at > now())
             and (k.partner_id is not null or k.secret_hash = any($2))`,
    values: [hashSecret(secret), operatorHashes],
  });
  const row = found.rows[0];
  if (!row) return undefined;
  const partner = row.partner_id === null ? null : { id: Number(row.partner_id), name: row.partner_name ?? '' };
  const expiresAt = row.expires_at === null ? null : new Date(row.expires_at);
  return { apiKeyId: Number(row.id), partner, scopes: row.scopes, expiresAt };
}
