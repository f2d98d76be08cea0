import {
  formatId,
  idNumber,
  type Page,
  Problem,
  type ProblemCode,
  type SALES_CHANNEL_TYPES,
} from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { SalesChannel } from './sales-channel.entity.ts';

/** @throws Problem `not_found`, as for a channel that is not the caller's */
export async function getSalesChannel(em: UnitOfWork, salesChannelId: string): Promise<SalesChannel> {
  const channel = await em.findOne(SalesChannel, { id: idNumber(salesChannelId) });
  if (!channel) throw new Problem('not_found', notFound(salesChannelId));
  return channel;
}

function notFound(salesChannelId: string): string {
  return `Sales channel not found: ${salesChannelId}`;
}

/** What keeps a body from naming this channel. */
export interface SalesChannelProblem {
  code: ProblemCode;
  path: 'sales_channel_id';
  message: string;
}

/**
 * The channel that a body names beside a partner's products: it must be that partner's. What is wrong is returned and
 * not thrown, for callers that tell all their problems together.
 *
 * @returns the channel's number, or a problem `not_found` or `sales_channel_of_another_partner`
 */
export async function findSalesChannelOf(
  em: UnitOfWork,
  partner: { id: number; name: string },
  salesChannelId: string,
): Promise<{ number: number } | { problem: SalesChannelProblem }> {
  const path = 'sales_channel_id';
  const channel = await em.findOne(SalesChannel, { id: idNumber(salesChannelId) });
  if (!channel) return { problem: { code: 'not_found', path, message: notFound(salesChannelId) } };
  if (channel.partnerId === partner.id) return { number: channel.id };
  const message = `Sales channel ${salesChannelId} belongs to ${formatId('partner', channel.partnerId)}, not to ${partner.name}.`;
  return { problem: { code: 'sales_channel_of_another_partner', path, message } };
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
export async function listSalesChannels(em: UnitOfWork, query: SalesChannelListing): Promise<Page<SalesChannel>> {
  const before = cursorNumber(query.cursor, 'SC');
  const rows = await em.find(
    SalesChannel,
    {
      ...(query.partner === undefined ? {} : { partnerId: query.partner }),
      ...(query.type === undefined ? {} : { type: query.type }),
      ...(query.external_id === undefined ? {} : { externalId: query.external_id }),
      ...(before === undefined ? {} : { id: { $lt: before } }),
    },
    { orderBy: { id: 'desc' }, limit: query.limit + 1 },
  );
  return toPage(
    rows,
    query.limit,
    (channel) => channel,
    (channel) => formatId('salesChannel', channel.id),
  );
}
