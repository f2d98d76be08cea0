import {
  formatId,
  idNumber,
  Problem,
  type ProblemCode,
  type SalesChannelReference,
} from '@commerce-integration/contract';
import type { MockCall } from '../mock-call.ts';
import type { SalesChannelRow } from '../mock-rows.ts';
import { type MockTables, visibleRow } from '../mock-tables.ts';

type Seen = Pick<MockCall, 'tables' | 'caller'>;

/** @throws Problem `not_found` */
export function getSalesChannel({ tables, caller }: Seen, salesChannelId: string): SalesChannelRow {
  const channel = visibleRow(tables.salesChannels, caller, idNumber(salesChannelId));
  if (!channel) throw new Problem('not_found', `Sales channel not found: ${salesChannelId}`);
  return channel;
}

/** What keeps a body from naming this channel. */
interface SalesChannelProblem {
  code: ProblemCode;
  path: 'sales_channel_id';
  message: string;
}

/** The channel that a body names beside a partner's products, or why it cannot. */
export function findSalesChannelOf(
  { tables, caller }: Seen,
  partner: { id: number; name: string },
  salesChannelId: string,
): { id: number } | { problem: SalesChannelProblem } {
  const path = 'sales_channel_id';
  const channel = visibleRow(tables.salesChannels, caller, idNumber(salesChannelId));
  if (!channel) {
    return { problem: { code: 'not_found', path, message: `Sales channel not found: ${salesChannelId}` } };
  }
  if (channel.partnerId === partner.id) return { id: channel.id };
  const message = `Sales channel ${salesChannelId} belongs to ${formatId('partner', channel.partnerId)}, not to ${partner.name}.`;
  return { problem: { code: 'sales_channel_of_another_partner', path, message } };
}

/** The channel that an operation names, by its ID or else by its external ID, or why it cannot. */
export function findReferencedChannel(
  { salesChannels }: MockTables,
  partnerId: number,
  { id, type }: SalesChannelReference,
) {
  const own = [...salesChannels.values()].filter((row) => row.partnerId === partnerId);
  const channel =
    own.find((row) => formatId('salesChannel', row.id) === id) ?? own.find((row) => row.externalId === id);
  if (!channel)
    return { problem: { code: 'not_found', path: 'id', message: `Sales channel not found: ${id}` } } as const;
  if (channel.type === type) return { id: channel.id };
  const message = `Sales channel ${id} is a ${channel.type}, not a ${type}.`;
  return { problem: { code: 'sales_channel_type_mismatch', path: 'type', message } } as const;
}
