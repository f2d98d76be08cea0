import { priceListEntries, setPriceLists } from '../../prices/set-price-lists.ts';
import type { OperationHandler } from './operation-handler.ts';

/** Sets the base price lists of products. */
export const productValidFromPriceUpdate: OperationHandler<'ProductValidFromPriceUpdate'> = {
  async prepare({ em, partnerId, at }, operations) {
    const lists = operations.map(({ operation, productId }) => ({
      partnerId,
      productId,
      salesChannelId: null,
      entries: priceListEntries(operation.price_list ?? []),
    }));
    return {
      problems: lists.map(() => undefined),
      apply: async (places) => {
        const changed = await setPriceLists(
          em,
          places.flatMap((place) => lists[place] ?? []),
          at,
        );
        return changed.flatMap((index) => places[index] ?? []);
      },
    };
  },
};
