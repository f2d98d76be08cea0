import { idNumber, type Page, Problem, type SALES_CHANNEL_TYPES } from '@commerce-integration/contract';
import { type ChannelProblem, channelNotFound, channelOfPartner } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { newestFirst } from '../database/read-entities.ts';
import { SalesChannel } from './sales-channel.entity.ts';

/** @throws Problem `not_found`, as for a channel that is not the caller's */
export async function getSalesChannel(em: UnitOfWork, salesChannelId: string): Promise<SalesChannel> {
  const channel = await em.findOne(SalesChannel, { id: idNumber(salesChannelId) });
  if (!channel) throw new Problem('not_found', channelNotFound(salesChannelId));
  return channel;
}

/**
 * Finds the channel that a body names along with products of a partner: it must belong to that partner. Problems are
 * returned, not thrown, for callers that report all problems together.
 *
 * @returns the channel's number, or a problem `not_found` or `sales_channel_of_another_partner`
 */
export async function findSalesChannelOf(
  em: UnitOfWork,
  partner: { id: number; name: string },
  salesChannelId: string,
): Promise<{ number: number } | { problem: ChannelProblem }> {
  const channel = await em.findOne(SalesChannel, { id: idNumber(salesChannelId) });
  const found = channelOfPartner(salesChannelId, channel ?? undefined, partner);
  return 'problem' in found ? found : { number: found.channel.id };
}

export interface SalesChannelListing {
  /** The partner's number. */
  partner?: number | undefined;
  type?: (typeof SALES_CHANNEL_TYPES)[number] | undefined;
  external_id?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest first. */
export function listSalesChannels(em: UnitOfWork, query: SalesChannelListing): Promise<Page<SalesChannel>> {
  const { partner: partnerId, type, external_id: externalId } = query;
  return newestFirst(em, SalesChannel, 'salesChannel', query, { partnerId, type, externalId });
}
