import { productSalesChannelValidFromPriceUpdate } from '../operations/product-sales-channel-valid-from-price-update.ts';
import { productValidFromPriceUpdate } from '../operations/product-valid-from-price-update.ts';
import type { BatchTypeHandlers } from './batch-type-handlers.ts';

/** Base lists and the lists of channels never edit one another. */
export const validFromPriceUpdates: BatchTypeHandlers<'valid-from-price-updates'> = {
  operations: {
    ProductValidFromPriceUpdate: productValidFromPriceUpdate,
    ProductSalesChannelValidFromPriceUpdate: productSalesChannelValidFromPriceUpdate,
  },
  changesPrices: true,
};
