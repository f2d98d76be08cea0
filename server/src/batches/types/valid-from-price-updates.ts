import { productSalesChannelValidFromPriceUpdate } from '../operations/product-sales-channel-valid-from-price-update.ts';
import { productValidFromPriceUpdate } from '../operations/product-valid-from-price-update.ts';
import type { BatchTypeHandlers } from './batch-type-handlers.ts';

/** The two operations never change the same list: one sets base lists, the other the lists of channels. */
export const validFromPriceUpdates: BatchTypeHandlers<'valid-from-price-updates'> = {
  operations: {
    ProductValidFromPriceUpdate: productValidFromPriceUpdate,
    ProductSalesChannelValidFromPriceUpdate: productSalesChannelValidFromPriceUpdate,
  },
  changesPrices: true,
};
