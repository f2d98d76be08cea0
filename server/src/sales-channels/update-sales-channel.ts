import { formatId, type UpdateSalesChannel } from '@commerce-integration/contract';
import { assertActive } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { getPartner } from '../partners/partners.queries.ts';
import { flushUniqueExternalId } from './create-sales-channel.ts';
import type { SalesChannel } from './sales-channel.entity.ts';
import { getSalesChannel } from './sales-channels.queries.ts';

/**
 * Changes the given fields; null clears the external ID.
 *
 * @throws Problem `not_found`, `partner_not_active`, `external_id_taken`
 */
export async function updateSalesChannel(
  em: UnitOfWork,
  salesChannelId: string,
  changes: UpdateSalesChannel,
): Promise<SalesChannel> {
  const channel = await getSalesChannel(em, salesChannelId);
  const partner = await getPartner(em, formatId('partner', channel.partnerId));
  assertActive(partner);
  if (changes.name !== undefined) channel.name = changes.name;
  if (changes.type !== undefined) channel.type = changes.type;
  if (changes.external_id !== undefined) channel.externalId = changes.external_id;
  await flushUniqueExternalId(em, channel);
  return channel;
}
