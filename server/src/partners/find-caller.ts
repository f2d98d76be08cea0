import type { Scope } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { kept } from '../database/kept-statements.ts';
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
  const found = await pool.query<CallerRow>(BY_SECRET, [operatorHashes, hashSecret(secret)]);
  return ownerOf(found.rows[0]);
}

/** The owner of a key by the key's number, for a session that acts for it, under the same conditions. */
export async function findCallerByKey(
  pool: Pool,
  apiKeyId: number,
  operatorHashes: readonly Buffer[],
): Promise<KeyOwner | undefined> {
  const found = await pool.query<CallerRow>(BY_NUMBER, [operatorHashes, apiKeyId]);
  return ownerOf(found.rows[0]);
}

/** Tenancy: the row of one key, which determines the partner of a call. */
const LIVE_KEY = `select k.id, k.scopes, k.expires_at, k.partner_id, p.name as partner_name
  from api_key k left join partner p on p.id = k.partner_id
  where k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
    and (k.partner_id is not null or k.secret_hash = any($1))`;
const BY_SECRET = kept(`${LIVE_KEY} and k.secret_hash = $2`);
const BY_NUMBER = kept(`${LIVE_KEY} and k.id = $2`);

function ownerOf(row: CallerRow | undefined): KeyOwner | undefined {
  if (!row) return undefined;
  const partner = row.partner_id === null ? null : { id: Number(row.partner_id), name: row.partner_name ?? '' };
  const expiresAt = row.expires_at === null ? null : new Date(row.expires_at);
  return { apiKeyId: Number(row.id), partner, scopes: row.scopes, expiresAt };
}
