import type { BatchType, OperationOf, OperationType } from '@commerce-integration/contract';
import type { OperationHandler } from './operations/operation-handler.ts';
import { productAttributesUpdate } from './operations/product-attributes-update.ts';
import { productAvailabilityUpdate } from './operations/product-availability-update.ts';
import { productSalesChannelValidFromPriceUpdate } from './operations/product-sales-channel-valid-from-price-update.ts';
import { productValidFromPriceUpdate } from './operations/product-valid-from-price-update.ts';

/** The execution of batches of one type. */
interface BatchTypeHandlers<B extends BatchType> {
  /**
   * One for each operation type that the contract allows in the batch type. Operations of different types must not
   * change the same data: the operations of each type run in order, one type after the other.
   */
  operations: { [T in OperationOf<B>['@type']]: OperationHandler<T> };
  /** Whether operations change prices, for which an event is recorded at the end. */
  changesPrices: boolean;
}

const productUpdates: BatchTypeHandlers<'product-updates'> = {
  operations: {
    ProductAvailabilityUpdate: productAvailabilityUpdate,
    ProductAttributesUpdate: productAttributesUpdate,
  },
  changesPrices: false,
};

/** The two operations never change the same list: one sets base lists, the other the lists of channels. */
const validFromPriceUpdates: BatchTypeHandlers<'valid-from-price-updates'> = {
  operations: {
    ProductValidFromPriceUpdate: productValidFromPriceUpdate,
    ProductSalesChannelValidFromPriceUpdate: productSalesChannelValidFromPriceUpdate,
  },
  changesPrices: true,
};

/** The handlers of each batch type. Does not compile if a type of the contract is missing. */
const BATCH_TYPES: { [B in BatchType]: BatchTypeHandlers<B> } = {
  'valid-from-price-updates': validFromPriceUpdates,
  'product-updates': productUpdates,
};

/** The handlers of a batch's operations, by their type. */
export function operationHandlers(batchType: BatchType): ReadonlyMap<OperationType, OperationHandler<OperationType>> {
  // A handler only receives operations of the type it is registered for.
  return new Map(
    Object.entries(BATCH_TYPES[batchType].operations) as [OperationType, OperationHandler<OperationType>][],
  );
}

export function changesPrices(batchType: BatchType): boolean {
  return BATCH_TYPES[batchType].changesPrices;
}
