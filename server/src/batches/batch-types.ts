import type { BatchType, OperationType } from '@commerce-integration/contract';
import type { OperationHandler } from './operations/operation-handler.ts';
import type { BatchTypeHandlers } from './types/batch-type-handlers.ts';
import { productUpdates } from './types/product-updates.ts';
import { validFromPriceUpdates } from './types/valid-from-price-updates.ts';

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
