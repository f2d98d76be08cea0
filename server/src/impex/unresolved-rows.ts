import { type ImportProblem, type ImportProblemCode, LIMITS, type LookupEntity } from '@commerce-integration/contract';
import { ImportRefused } from './import-refused.ts';

/** An entity that a row may refer to and another file of the same import may bring. */
export type ReferredEntity = Exclude<LookupEntity, 'sales_channel'>;

/** The problem codes of references, with the entity referred to. */
const REFERRED: Partial<Record<ImportProblemCode, ReferredEntity>> = {
  unknown_product: 'product',
  unknown_category: 'category',
  unknown_customer: 'customer',
};

/** The position of a row in its file: its line and, for a row within a row, its index there; otherwise 0. */
export interface RowPlace {
  readonly line: number;
  readonly item: number;
}

/** Some rows of a file: the items of each line. */
export type RowPlaces = ReadonlyMap<number, ReadonlySet<number>>;

/**
 * The rows of a file that refer to what another file of the import may bring. They are rejected for now, and retried
 * once more has been imported.
 */
export class UnresolvedRows {
  readonly places: RowPlace[] = [];
  /** The entities that other files of the import may still bring. */
  readonly #mayCome: ReadonlySet<ReferredEntity>;

  constructor(mayCome: ReadonlySet<ReferredEntity>) {
    this.#mayCome = mayCome;
  }

  /**
   * Stores a rejected row if all of its problems may be resolved later.
   *
   * @throws ImportRefused if there are so many that retrying the whole file is better
   */
  note({ line, item }: RowPlace, problems: readonly ImportProblem[]): void {
    const mayResolve = problems.every(({ code }) => {
      const entity = REFERRED[code];
      return entity !== undefined && this.#mayCome.has(entity);
    });
    if (!mayResolve || problems.length === 0) return;
    this.places.push({ line, item });
    if (this.places.length <= LIMITS.importUnresolvedRows) return;
    throw new ImportRefused(
      `More than ${LIMITS.importUnresolvedRows} rows refer to what does not exist yet. ${problems[0]?.message ?? ''}`,
    );
  }
}
