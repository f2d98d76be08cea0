import type { BatchType, OperationOf } from '@commerce-integration/contract';
import type { OperationHandler } from '../operations/operation-handler.ts';

/** The execution of batches of one type. */
export interface BatchTypeHandlers<B extends BatchType> {
  /**
   * One for each operation type that the contract allows in the batch type. Operations of different types must not
   * change the same data: those of one type are executed in their order, and all of one type before the next type.
   */
  operations: { [T in OperationOf<B>['@type']]: OperationHandler<T> };
  /** Whether operations change prices, for which an event is recorded at the end. */
  changesPrices: boolean;
}
