import { productAttributesUpdate } from '../operations/product-attributes-update.ts';
import { productAvailabilityUpdate } from '../operations/product-availability-update.ts';
import type { BatchTypeHandlers } from './batch-type-handlers.ts';

export const productUpdates: BatchTypeHandlers<'product-updates'> = {
  operations: {
    ProductAvailabilityUpdate: productAvailabilityUpdate,
    ProductAttributesUpdate: productAttributesUpdate,
  },
  changesPrices: false,
};
