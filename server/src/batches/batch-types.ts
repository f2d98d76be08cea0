import type { BatchType, OperationType } from '@commerce-integration/contract';
import type { OperationHandler } from './operations/operation-handler.ts';
import type { BatchTypeHandlers } from './types/batch-type-handlers.ts';
import { productUpdates } from './types/product-updates.ts';
import { validFromPriceUpdates } from './types/valid-from-price-updates.ts';

/** How the batches of each type are executed. A type of the contract that is missing here does not compile. */
const BATCH_TYPES: { [B in BatchType]: BatchTypeHandlers<B> } = {
  'valid-from-price-updates': validFromPriceUpdates,
  'product-updates': productUpdates,
};

/** The handlers of a batch's operations, by their type. */
export function operationHandlers(batchType: BatchType): ReadonlyMap<OperationType, OperationHandler<OperationType>> {
  // A handler is only ever handed operations of the type that it stands under.
  return new Map(
    Object.entries(BATCH_TYPES[batchType].operations) as [OperationType, OperationHandler<OperationType>][],
  );
}

export function changesPrices(batchType: BatchType): boolean {
  return BATCH_TYPES[batchType].changesPrices;
}
