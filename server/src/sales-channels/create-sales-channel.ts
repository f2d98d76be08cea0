import { type CreateSalesChannel, Problem } from '@commerce-integration/contract';
import { flushUnique } from '../database/failures.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { actingPartner, type KeyPartner } from '../partners/acting-partner.ts';
import { SalesChannel } from './sales-channel.entity.ts';

/**
 * Creates a sales channel of the caller, or of the partner that the operator names.
 *
 * @throws Problem `external_id_taken`; `validation_failed` where the operator names no partner; as `actingPartner` does
 */
export async function createSalesChannel(
  em: UnitOfWork,
  caller: KeyPartner,
  input: CreateSalesChannel,
): Promise<SalesChannel> {
  const partner = await partnerOf(em, caller, input.partner_id);
  const now = new Date();
  const channel = em.create(SalesChannel, {
    partnerId: partner.id,
    name: input.name,
    type: input.type,
    externalId: input.external_id ?? null,
    createdAt: now,
    updatedAt: now,
  });
  await flushUniqueExternalId(em, channel);
  return channel;
}

async function partnerOf(em: UnitOfWork, caller: KeyPartner, partner_id: string | undefined) {
  const message = 'partner_id is required: the operator names the partner.';
  const missing = new Problem('validation_failed', message, {
    errors: [{ path: 'partner_id', code: 'invalid', message }],
  });
  if (!caller && partner_id === undefined) throw missing;
  const partner = await actingPartner(em, caller, { partner_id });
  if (!partner) throw missing;
  return partner;
}

/** Writes the changes, and throws `external_id_taken` where another channel of the partner has the external ID. */
export async function flushUniqueExternalId(em: UnitOfWork, channel: SalesChannel): Promise<void> {
  const { externalId } = channel;
  await flushUnique(em, () => {
    const message = `Another sales channel of the partner has the external_id ${externalId} already.`;
    return new Problem('external_id_taken', message, {
      errors: [{ path: 'external_id', code: 'external_id_taken', message }],
    });
  });
}
