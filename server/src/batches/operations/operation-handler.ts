import type { Operation, OperationType } from '@commerce-integration/contract';
import type { OperationProblem } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../../database/orm.ts';

/** Where operations are executed: whose batch it is, and which job executes it, at what time. */
export interface OperationScope {
  em: UnitOfWork;
  partnerId: number;
  jobId: number;
  at: Date;
}

/** Any operation of a type. */
type OperationNamed<T extends OperationType> = Extract<Operation, { '@type': T }>;

/** An operation whose product has been found and is held against other changes. */
export interface FoundOperation<T extends OperationType> {
  operation: OperationNamed<T>;
  productId: number;
}

/** Operations of one type that have been looked at, and not executed yet. */
export interface PreparedOperations {
  /** For each of them, why it cannot be executed; undefined where it can. */
  problems: readonly (OperationProblem | undefined)[];
  /**
   * Executes those at some places, in order, as if one after the other.
   *
   * @returns the places of those that changed something
   */
  apply(places: readonly number[]): Promise<readonly number[]>;
}

/** How operations of one type are executed: many at once, by a number of statements that does not grow with them. */
export interface OperationHandler<T extends OperationType> {
  /** Finds what the operations name, and writes nothing. */
  prepare(scope: OperationScope, operations: readonly FoundOperation<T>[]): Promise<PreparedOperations>;
  /** Whether an operation changes which products later operations mean by `external_id`. */
  changesExternalIds?(operation: OperationNamed<T>): boolean;
}
