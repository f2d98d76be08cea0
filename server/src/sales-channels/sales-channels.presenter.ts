import { formatId, type SalesChannel as SalesChannelShape } from '@commerce-integration/contract';
import type { SalesChannel } from './sales-channel.entity.ts';

export function presentSalesChannel(channel: SalesChannel): SalesChannelShape {
  return {
    sales_channel_id: formatId('salesChannel', channel.id),
    partner_id: formatId('partner', channel.partnerId),
    name: channel.name,
    type: channel.type,
    external_id: channel.externalId ?? null,
    created_at: channel.createdAt.toISOString(),
    updated_at: channel.updatedAt.toISOString(),
  };
}
