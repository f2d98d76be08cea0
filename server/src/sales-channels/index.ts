import { salesChannelsContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Migration20261121150000_sales_channels_and_prices } from './migrations/Migration20261121150000_sales_channels_and_prices.ts';
import { SalesChannel } from './sales-channel.entity.ts';
import { salesChannelSearch } from './sales-channels.console.ts';
import { salesChannelsRoutes } from './sales-channels.routes.ts';

/** The channels through which a partner sells, such as a shop or a marketplace. */
export const salesChannels = defineFeature({
  name: 'sales-channels',
  tables: ['sales_channel'],
  kept: { sales_channel: 'orders name it' },
  entities: [SalesChannel],
  migrations: [
    { name: '20261121150000_sales_channels_and_prices', class: Migration20261121150000_sales_channels_and_prices },
  ],
  search: [salesChannelSearch],
  routes: ({ units }) => [routesOf(salesChannelsContract, salesChannelsRoutes(units))],
});
