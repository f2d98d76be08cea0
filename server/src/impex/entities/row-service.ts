import type { ImportProblem } from '@commerce-integration/contract';
import type { CheckedValues, RowValues } from '@commerce-integration/contract/rules';
import type { Pool } from 'pg';
import type { UnitOfWork } from '../../database/orm.ts';
import type { FieldCipher } from '../../encryption/field-cipher.ts';
import type { ReferredEntity } from '../unresolved-rows.ts';

/** A row that was read and checked. */
interface CheckedRow {
  readonly values: RowValues;
}

/** A row about a product that was found and is locked. */
export interface ProductRow extends CheckedRow {
  readonly productId: number;
}

/** The partner whose rows are looked at. */
export interface RowScope {
  readonly em: UnitOfWork;
  readonly partnerId: number;
}

/** The partner whose rows are planned. */
export interface PlanScope extends RowScope {
  /** Opens and seals what is stored encrypted. */
  readonly cipher: FieldCipher;
}

/** What an import of rows works on. */
export interface ImportScope extends PlanScope {
  readonly pool: Pool;
  /** Primary key of the job. */
  readonly jobId: number;
  readonly validateOnly: boolean;
}

/** What becomes of rows. */
export interface RowPlan {
  /** In the order of the rows. */
  readonly outcomes: readonly RowOutcome[];
  /** Writes the changes in the open transaction, with a constant number of statements. */
  write(origin: RowOrigin): Promise<void>;
}

/** The job that changes something, and the time of the change. */
interface RowOrigin {
  readonly jobId: number;
  readonly at: Date;
}

/** What becomes of a row, or why it was rejected. `skipped`: nothing, because of the mode. */
export type RowOutcome = 'inserted' | 'updated' | 'unchanged' | 'skipped' | ImportProblem;

interface AnyRowService<Row extends CheckedRow> {
  /**
   * The values in the form in which they are staged, compared and written, or why they cannot be. Looks nothing up.
   *
   * @param cipher seals values that no table may have in clear
   */
  check(values: RowValues, cipher: FieldCipher): CheckedValues;
  /** Called once, when all rows are staged and nothing is locked. @throws ImportRefused */
  begin?(scope: ImportScope): Promise<void>;
  /**
   * Finds out what becomes of rows, with a constant number of statements. Writes nothing before `write` is called.
   *
   * @param at the time of the change
   */
  plan(scope: PlanScope, rows: readonly Row[], at: Date): Promise<RowPlan>;
  /** What rows refer to that another file of the import may bring, besides what lookups name. */
  readonly refersTo: readonly ReferredEntity[];
}

/** Imports rows that are each about one product, many at once and in their order. */
export interface ProductRowService extends AnyRowService<ProductRow> {
  readonly about: 'product';
  /** Whether it changes prices, which is told by an event. */
  readonly changesPrices?: true;
}

/** Imports rows of another kind, many at once and in their order. */
export interface PlainRowService extends AnyRowService<CheckedRow> {
  readonly about: null;
  /** Rows that are planned together at most, where it is another number than usual: a file with more is refused. */
  readonly wholeFile?: number;
}

export type RowService = ProductRowService | PlainRowService;
