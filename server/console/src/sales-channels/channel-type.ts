import type { SalesChannelType } from '@commerce-integration/sdk';

const TEXTS: Record<SalesChannelType, string> = {
  POS_SALES_CHANNEL: 'Point of sale',
  WEB_SALES_CHANNEL: 'Web site',
  MARKETPLACE_SALES_CHANNEL: 'Marketplace',
};

export function channelTypeText(type: string): string {
  return TEXTS[type as SalesChannelType] ?? type;
}
