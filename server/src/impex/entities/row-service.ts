import type { ImportProblem } from '@commerce-integration/contract';
import type { CheckedValues, RowValues } from '@commerce-integration/contract/rules';
import type { Pool } from 'pg';
import type { UnitOfWork } from '../../database/orm.ts';
import type { FieldCipher } from '../../encryption/field-cipher.ts';
import type { ReferredEntity } from '../unresolved-rows.ts';

/** A row that was read and validated. */
interface CheckedRow {
  readonly values: RowValues;
}

/** A row about a product that was found and locked. */
export interface ProductRow extends CheckedRow {
  readonly productId: number;
}

/** The partner whose rows are read. */
export interface RowScope {
  readonly em: UnitOfWork;
  readonly partnerId: number;
}

/** The partner whose rows are planned. */
export interface PlanScope extends RowScope {
  /** Decrypts and encrypts sealed values. */
  readonly cipher: FieldCipher;
}

/** The scope of an import of rows. */
export interface ImportScope extends PlanScope {
  readonly pool: Pool;
  /** Primary key of the job. */
  readonly jobId: number;
  readonly validateOnly: boolean;
}

/** The planned outcomes of rows. */
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

/** The outcome of a row, or why it was rejected. `skipped`: nothing, because of the mode. */
export type RowOutcome = 'inserted' | 'updated' | 'unchanged' | 'skipped' | ImportProblem;

interface AnyRowService<Row extends CheckedRow> {
  /**
   * The values in the form in which they are staged, compared and written, or why they are invalid. Looks nothing up.
   *
   * @param cipher encrypts values that no table may have in plain text
   */
  check(values: RowValues, cipher: FieldCipher): CheckedValues;
  /** Called once, after all rows are staged and before anything is locked. @throws ImportRefused */
  begin?(scope: ImportScope): Promise<void>;
  /**
   * Plans the outcomes of rows, with a constant number of statements. Writes nothing before `write` is called.
   *
   * @param at the time of the change
   */
  plan(scope: PlanScope, rows: readonly Row[], at: Date): Promise<RowPlan>;
  /** The entities, apart from lookups, that rows refer to and that another file of the import may bring. */
  readonly refersTo: readonly ReferredEntity[];
}

/** Imports rows that are each about one product, many at once and in their order. */
export interface ProductRowService extends AnyRowService<ProductRow> {
  readonly about: 'product';
  /** Whether it changes prices, which an event reports. */
  readonly changesPrices?: true;
}

/** Imports rows of another kind, many at once and in their order. */
export interface PlainRowService extends AnyRowService<CheckedRow> {
  readonly about: null;
  /** The most rows of a file if they must be planned together; a file with more is refused. */
  readonly wholeFile?: number;
}

export type RowService = ProductRowService | PlainRowService;
