import { fieldProblem } from '@commerce-integration/contract/rules';
import { priceListEntries, setPriceLists } from '../../prices/set-price-lists.ts';
import { findSalesChannels } from '../../sales-channels/find-sales-channels.ts';
import type { OperationHandler } from './operation-handler.ts';

/** Sets the price lists of products in sales channels. */
export const productSalesChannelValidFromPriceUpdate: OperationHandler<'ProductSalesChannelValidFromPriceUpdate'> = {
  async prepare({ em, partnerId, at }, operations) {
    const references = operations.map(({ operation }) => operation.sales_channel);
    const channels = await findSalesChannels(em, partnerId, references);
    const listOf = (place: number) => {
      const [found, channel] = [operations[place], channels[place]];
      if (!found || !channel || !('number' in channel)) throw new Error('An operation without its channel is executed');
      const entries = priceListEntries(found.operation.price_list ?? []);
      return { partnerId, productId: found.productId, salesChannelId: channel.number, entries };
    };
    return {
      problems: channels.map((channel) =>
        'problem' in channel
          ? fieldProblem(channel.problem.code, `sales_channel.${channel.problem.path}`, channel.problem.message)
          : undefined,
      ),
      apply: async (places) => {
        const changed = await setPriceLists(em, places.map(listOf), at);
        return changed.flatMap((index) => places[index] ?? []);
      },
    };
  },
};
