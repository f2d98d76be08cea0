import { formatId } from '../shared/ids.ts';

/** Why a body cannot name a channel. */
export interface ChannelProblem {
  code: 'not_found' | 'sales_channel_of_another_partner';
  path: 'sales_channel_id';
  message: string;
}

/** Why the reference of an operation matches no channel; `path` is its field. */
export interface ReferenceProblem {
  code: 'not_found' | 'sales_channel_type_mismatch';
  path: 'id' | 'type';
  message: string;
}

export function channelNotFound(id: string): string {
  return `Sales channel not found: ${id}`;
}

/** The channel that a body names together with products of a partner, or the problem with it. */
export function channelOfPartner<Channel extends { partnerId: number }>(
  id: string,
  channel: Channel | undefined,
  partner: { id: number; name: string },
): { channel: Channel } | { problem: ChannelProblem } {
  const path = 'sales_channel_id';
  if (!channel) return { problem: { code: 'not_found', path, message: channelNotFound(id) } };
  if (channel.partnerId === partner.id) return { channel };
  const message = `Sales channel ${id} belongs to ${formatId('partner', channel.partnerId)}, not to ${partner.name}.`;
  return { problem: { code: 'sales_channel_of_another_partner', path, message } };
}

/** The channel that an operation refers to, or the problem with the reference. */
export function channelReferenced<Channel extends { type: string }>(
  { id, type }: { id: string; type: string },
  channel: Channel | undefined,
): { channel: Channel } | { problem: ReferenceProblem } {
  if (!channel) return { problem: { code: 'not_found', path: 'id', message: channelNotFound(id) } };
  if (channel.type === type) return { channel };
  const message = `Sales channel ${id} is a ${channel.type}, not a ${type}.`;
  return { problem: { code: 'sales_channel_type_mismatch', path: 'type', message } };
}
