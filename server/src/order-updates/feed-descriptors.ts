import type { DataDefinition, ImportProblem } from '@commerce-integration/contract';
import type { PushedRow } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import type { Queryable } from '../database/queryable.ts';

/** A row of a pushed file before anything is looked up for it. */
export interface ReadRow {
  readonly line: number;
  /** The values, in the order of the descriptor's columns. */
  readonly values: readonly (string | null)[];
  readonly problems: readonly ImportProblem[];
  /** Whether the descriptor is not about it. */
  readonly isLeftOut?: boolean;
}

/**
 * The data descriptors that feeds name, and the readers of files in their layouts. They belong to a feature that knows
 * this one, and hands them in.
 */
export interface FeedDescriptors {
  /**
   * The number of a partner's descriptor that a feed may have. It is neither deleted nor changed into another entity
   * before the transaction ends.
   *
   * @throws Problem `not_found`, also for one of another partner; `validation_failed` for one of another entity
   */
  own(em: UnitOfWork, partnerId: number, id: string): Promise<number>;
  /** The definitions of descriptors, by their numbers. Tenancy: descriptors that feeds name. */
  definitions(sql: Queryable, descriptors: readonly number[]): Promise<ReadonlyMap<number, DataDefinition>>;
  /** Reads a whole file of few rows. @param id of the descriptor @throws UpdateRefused where it cannot be read */
  read(definition: DataDefinition, file: Uint8Array, id: string): Promise<readonly ReadRow[]>;
  /**
   * Looks up what rows name, with one statement for each column that has a `lookup`.
   *
   * @returns the rows, in their order
   */
  lookUp(
    sql: Queryable,
    partnerId: number,
    definition: DataDefinition,
    rows: readonly ReadRow[],
  ): Promise<readonly PushedRow[]>;
}
