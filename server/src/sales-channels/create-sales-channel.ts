import { type CreateSalesChannel, Problem } from '@commerce-integration/contract';
import { flushUnique } from '../database/failures.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { actingPartnerById, type KeyPartner } from '../partners/acting-partner.ts';
import { SalesChannel } from './sales-channel.entity.ts';

/**
 * Creates a sales channel of the caller, or of the partner that the operator names.
 *
 * @throws Problem `external_id_taken`; as `actingPartnerById` does
 */
export async function createSalesChannel(
  em: UnitOfWork,
  caller: KeyPartner,
  input: CreateSalesChannel,
): Promise<SalesChannel> {
  const partner = await actingPartnerById(em, caller, input.partner_id);
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
