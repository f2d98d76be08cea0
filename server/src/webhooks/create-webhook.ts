import { type CreateWebhook, formatId, LIMITS, Problem } from '@commerce-integration/contract';
import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { nextNumber } from '../database/sequences.ts';
import { type FieldCipher, sealedHeaders } from '../encryption/field-cipher.ts';
import { type AddressRules, assertTarget } from '../outbound/check-target.ts';
import { actingPartnerById, type KeyPartner } from '../partners/acting-partner.ts';
import { newWebhookSecret, placeOfWebhook } from './sealed-webhook.ts';
import { Webhook } from './webhook.entity.ts';

/**
 * Subscribes to events of the caller's partner, of the partner that the operator names, or of all partners.
 *
 * @returns the subscription and its secret, which is not shown again
 * @throws Problem `validation_failed` for a URL that may not be called, `too_many_webhooks`; as `actingPartnerById`
 *   does
 */
export async function createWebhook(
  em: UnitOfWork,
  { cipher, rules }: { cipher: FieldCipher; rules: AddressRules },
  caller: KeyPartner,
  input: CreateWebhook,
): Promise<{ webhook: Webhook; secret: string }> {
  const isOfAll = caller === null && input.partner_id === undefined;
  const partner = isOfAll ? null : await actingPartnerById(em, caller, input.partner_id);
  await assertTarget(input.url, 'url', rules);
  await assertRoom(em, partner?.id ?? null);
  const id = await nextNumber(em, 'webhook_id_seq');
  const secret = newWebhookSecret();
  const now = new Date();
  const webhook = em.create(Webhook, {
    id,
    partnerId: partner?.id ?? null,
    url: input.url,
    events: input.events,
    description: input.description ?? null,
    ordered: input.ordered,
    maxInFlight: input.max_in_flight,
    ...sealedHeaders(input.headers ?? {}, cipher, placeOfWebhook(id, 'headers')),
    secret: cipher.encrypt(secret, placeOfWebhook(id, 'secret')),
    status: 'active',
    circuit: 'closed',
    failureCount: 0,
    warnedPercent: 0,
    createdAt: now,
    updatedAt: now,
  });
  await em.flush();
  return { webhook, secret };
}

/** Tenancy: the partner is the one that the call is made for. @throws Problem `too_many_webhooks` */
async function assertRoom(em: UnitOfWork, partnerId: number | null): Promise<void> {
  const sql = sqlOf(em);
  await lockUntilCommit(sql, LOCKS.webhooks(partnerId ?? 0));
  const { rows } = await sql.query<{ count: string }>(
    'select count(*) from webhook where partner_id is not distinct from $1',
    [partnerId],
  );
  if (Number(rows[0]?.count) < LIMITS.webhooks) return;
  const owner = partnerId === null ? 'The operator' : `Partner ${formatId('partner', partnerId)}`;
  throw new Problem('too_many_webhooks', `${owner} already has ${LIMITS.webhooks} subscriptions: delete one first.`);
}
