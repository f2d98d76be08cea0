import type { DataDefinition, ImportProblem } from '@commerce-integration/contract';
import type { PushedRow } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import type { Queryable } from '../database/queryable.ts';

/** A row of a pushed file before lookups. */
export interface ReadRow {
  readonly line: number;
  /** The values, in the order of the descriptor's columns. */
  readonly values: readonly (string | null)[];
  readonly problems: readonly ImportProblem[];
  /** Whether the row is outside the descriptor's scope. */
  readonly isLeftOut?: boolean;
}

/**
 * The data descriptors that feeds name, and the readers of files in their layouts. Implemented by the feature of data
 * descriptors, which depends on this one.
 */
export interface FeedDescriptors {
  /**
   * The number of a partner's descriptor that a feed may use. Until the transaction ends, it can neither be deleted nor
   * moved to another entity.
   *
   * @throws Problem `not_found`, also for one of another partner; `validation_failed` for one of another entity
   */
  own(em: UnitOfWork, partnerId: number, id: string): Promise<number>;
  /** The definitions of descriptors, by their numbers. Tenancy: descriptors that feeds name. */
  definitions(sql: Queryable, descriptors: readonly number[]): Promise<ReadonlyMap<number, DataDefinition>>;
  /** Reads a whole file with few rows. @param id of the descriptor @throws UpdateRefused where it cannot be read */
  read(definition: DataDefinition, file: Uint8Array, id: string): Promise<readonly ReadRow[]>;
  /**
   * Resolves the references in rows, with one statement for each column that has a `lookup`.
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
