import { idNumber, LIMITS, Problem, SCOPES, type Scope } from '@commerce-integration/contract';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { ApiKey } from './api-key.entity.ts';
import { describeSecret, issueSecret } from './api-key-secret.ts';
import { getPartner } from './partners.queries.ts';

/**
 * Issues a key for a partner. Its secret is returned only here and cannot be read again.
 *
 * @throws Problem `not_found`; `too_many_live_keys`; `validation_failed` for an expiry in the past
 */
export async function issueApiKey(
  em: UnitOfWork,
  partnerId: string,
  input: { name: string; scopes?: Scope[] | undefined; expires_at?: string | null | undefined },
): Promise<{ key: ApiKey; secret: string }> {
  const now = new Date();
  const expiresAt = input.expires_at ? new Date(input.expires_at) : null;
  if (expiresAt && expiresAt <= now) {
    const message = 'expires_at must lie in the future.';
    throw new Problem('validation_failed', message, { errors: [{ path: 'expires_at', code: 'in_the_past', message }] });
  }
  const partner = await getPartner(em, partnerId);
  // Serializes concurrent calls, which must not both take the last slot.
  await em.lock(partner, LockMode.PESSIMISTIC_WRITE);
  const keys = await em.find(ApiKey, { partnerId: partner.id, revokedAt: null });
  if (keys.filter((key) => key.statusAt(now) === 'live').length >= LIMITS.liveKeysPerPartner) {
    throw new Problem(
      'too_many_live_keys',
      `Partner ${partnerId} has ${LIMITS.liveKeysPerPartner} live keys already: revoke one first.`,
    );
  }
  const { secret, hash, hint } = issueSecret();
  const key = em.create(ApiKey, {
    partnerId: partner.id,
    name: input.name,
    scopes: input.scopes ?? [...SCOPES],
    secretHash: hash,
    secretHint: hint,
    expiresAt,
    createdAt: now,
  });
  await em.flush();
  return { key, secret };
}

/** Revokes a key with immediate effect; revoking it again changes nothing. @throws Problem `not_found` */
export async function revokeApiKey(em: UnitOfWork, partnerId: string, apiKeyId: string): Promise<void> {
  const key = await em.findOne(ApiKey, { id: idNumber(apiKeyId), partnerId: idNumber(partnerId) });
  if (!key) throw new Problem('not_found', `API key ${apiKeyId} not found.`);
  key.revokedAt ??= new Date();
}

/** Inserts the row of a configured operator key, with all scopes, if it is missing. Tenancy: keys without a partner. */
export async function seedOperatorKey(em: UnitOfWork, secret: string): Promise<void> {
  const { hash, hint } = describeSecret(secret);
  const connection = sqlOf(em);
  await connection.query(
    `insert into api_key (partner_id, name, scopes, secret_hash, secret_hint, created_at)
     select null, 'operator', $1::text[], $2::bytea, $3, now()
     where not exists (select from api_key where secret_hash = $2::bytea)
     on conflict (secret_hash) do nothing`,
    [SCOPES, hash, hint],
  );
  await connection.query(
    'update api_key set scopes = $1::text[] where secret_hash = $2::bytea and scopes <> $1::text[]',
    [SCOPES, hash],
  );
}
