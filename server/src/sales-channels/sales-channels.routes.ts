import { salesChannelsContract } from '@commerce-integration/contract';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import { createSalesChannel } from './create-sales-channel.ts';
import { presentSalesChannel } from './sales-channels.presenter.ts';
import { getSalesChannel, listSalesChannels } from './sales-channels.queries.ts';
import { updateSalesChannel } from './update-sales-channel.ts';

export function salesChannelsRoutes({ read, write, idempotent }: UnitsOfWork) {
  return server.router(salesChannelsContract, {
    createSalesChannel: ({ body, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 201 as const,
        body: presentSalesChannel(await createSalesChannel(em, res.locals.caller.partner, body)),
      })),

    listSalesChannels: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const partner = await partnerFilter(em, partner_name);
      const page = await listSalesChannels(em, { ...query, partner });
      return { status: 200, body: { ...page, items: page.items.map(presentSalesChannel) } };
    },

    getSalesChannel: async ({ params, res }) => ({
      status: 200,
      body: presentSalesChannel(await getSalesChannel(read(res), params.sales_channel_id)),
    }),

    updateSalesChannel: async ({ params, body, res }) => ({
      status: 200,
      body: presentSalesChannel(await write(res, (em) => updateSalesChannel(em, params.sales_channel_id, body))),
    }),
  });
}
