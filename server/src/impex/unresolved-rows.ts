import { type ImportProblem, type ImportProblemCode, LIMITS, type LookupEntity } from '@commerce-integration/contract';
import { ImportRefused } from './import-refused.ts';

/** What a row may refer to and another file of the same import may bring. */
export type ReferredEntity = Exclude<LookupEntity, 'sales_channel'>;

/** The problems of a reference, and what it was to. */
const REFERRED: Partial<Record<ImportProblemCode, ReferredEntity>> = {
  unknown_product: 'product',
  unknown_category: 'category',
  unknown_customer: 'customer',
};

/** The place of a row in its file: its line, and of a row within a row its place there; 0 of others. */
export interface RowPlace {
  readonly line: number;
  readonly item: number;
}

/** Some rows of a file: the items of each line. */
export type RowPlaces = ReadonlyMap<number, ReadonlySet<number>>;

/**
 * The rows of a file that refer to what another file of the import may bring. They are rejected for now, and tried again
 * once there is more.
 */
export class UnresolvedRows {
  readonly places: RowPlace[] = [];
  /** What other files of the import may still bring. */
  readonly #mayCome: ReadonlySet<ReferredEntity>;

  constructor(mayCome: ReadonlySet<ReferredEntity>) {
    this.#mayCome = mayCome;
  }

  /**
   * Remembers a rejected row if all of its problems may be gone later.
   *
   * @throws ImportRefused where there are so many that the file is better tried again as a whole
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
