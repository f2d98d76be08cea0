import type { BatchType, OperationOf } from '@commerce-integration/contract';
import type { OperationHandler } from '../operations/operation-handler.ts';

/** How the batches of one type are executed. */
export interface BatchTypeHandlers<B extends BatchType> {
  /**
   * One for each operation that the type admits; the contract says which. Operations of different types must not touch
   * the same thing: those of one type are executed in their order, and a type's before the next one's.
   */
  operations: { [T in OperationOf<B>['@type']]: OperationHandler<T> };
  /** Whether operations change prices, which is announced at the end. */
  changesPrices: boolean;
}
