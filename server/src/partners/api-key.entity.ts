import type { Scope } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('api_key_id_seq')`),
    /** Null for a key of the operator. */
    partnerId: p.bigint('number').nullable(),
    name: p.text(),
    scopes: p.array<Scope>().columnType('text[]'),
    /** SHA-256: the secret has 256 random bits, so a slow hash would protect nothing more. */
    secretHash: p.blob().$type<Buffer>(),
    secretHint: p.text(),
    expiresAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
});

/** A secret that authenticates the operator or one partner. */
export class ApiKey extends ApiKeySchema.class {
  statusAt(now: Date): 'live' | 'expired' | 'revoked' {
    if (this.revokedAt) return 'revoked';
    return this.expiresAt && this.expiresAt <= now ? 'expired' : 'live';
  }
}
ApiKeySchema.setClass(ApiKey);
