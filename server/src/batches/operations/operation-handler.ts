import type { Operation, OperationType } from '@commerce-integration/contract';
import type { OperationProblem } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../../database/orm.ts';

/** The batch's partner and job, and the time of execution. */
export interface OperationScope {
  em: UnitOfWork;
  partnerId: number;
  jobId: number;
  at: Date;
}

/** Any operation of one type. */
type OperationNamed<T extends OperationType> = Extract<Operation, { '@type': T }>;

/** An operation whose product has been found and is locked against other changes. */
export interface FoundOperation<T extends OperationType> {
  operation: OperationNamed<T>;
  productId: number;
}

/** Operations of one type that have been checked, but not executed yet. */
export interface PreparedOperations {
  /** For each operation, why it cannot be executed; undefined if it can. */
  problems: readonly (OperationProblem | undefined)[];
  /**
   * Executes the operations at some indexes, as if one after the other.
   *
   * @returns the indexes of those that changed something
   */
  apply(places: readonly number[]): Promise<readonly number[]>;
}

/** Executes operations of one type: many at once, with a constant number of statements. */
export interface OperationHandler<T extends OperationType> {
  /** Checks the operations and finds what they refer to; writes nothing. */
  prepare(scope: OperationScope, operations: readonly FoundOperation<T>[]): Promise<PreparedOperations>;
  /** Whether an operation changes which products the `external_id` of later operations refers to. */
  changesExternalIds?(operation: OperationNamed<T>): boolean;
}
