import type { ImportProblem } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import type { UnitOfWork } from '../../database/orm.ts';

/** The values of a row by their targets; null for a blank one, undefined where the descriptor has no such column. */
export type RowValues = Readonly<Record<string, string | null | undefined>>;

/** A row about a product that was found and is locked. */
export interface ProductRow {
  readonly productId: number;
  readonly values: RowValues;
}

/** What an import of rows works on. */
export interface ImportScope {
  readonly em: UnitOfWork;
  readonly pool: Pool;
  readonly partnerId: number;
  /** Primary key of the job. */
  readonly jobId: number;
  readonly validateOnly: boolean;
}

/** What became of a row: `updated`, `unchanged`, or why it was rejected. */
export type RowOutcome = 'updated' | 'unchanged' | ImportProblem;

/** Values that can be applied, or the problem of a row. */
export type CheckedValues = { readonly values: RowValues } | { readonly problem: ImportProblem };

/** Imports rows that are each about one product, many at once and in their order. */
export interface RowService {
  /** The values in the form in which they are compared and written, or why they cannot be. Looks nothing up. */
  check(values: RowValues): CheckedValues;
  /** Called once, when all rows are staged and nothing is locked. @throws ImportRefused */
  begin?(scope: ImportScope): Promise<void>;
  /**
   * Applies rows in the open transaction, with a constant number of statements.
   *
   * @param at the time of the change
   * @returns the outcome of each row, in their order
   */
  apply(scope: ImportScope, rows: readonly ProductRow[], at: Date): Promise<RowOutcome[]>;
  /** Whether it changes prices, which is told by an event. */
  readonly changesPrices?: true;
}
