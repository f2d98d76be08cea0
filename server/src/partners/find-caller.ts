import type { Scope } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { hashSecret } from './api-key-secret.ts';

/** Who is calling: the operator (no partner) or a partner. */
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
 * Who a secret speaks for, or undefined for an unknown, expired or revoked one. `CallerCache` remembers
 * the answer for as long as it holds. Tenancy: this is what finds out whose the call is.
 *
 * @param operatorHashes the operator's keys of this process's configuration: one that is configured no more opens nothing
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
