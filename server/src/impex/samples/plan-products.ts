import {
  type DataDefinition,
  type DataPreviewRow,
  DEFAULT_CURRENCY,
  formatId,
  type ImportMode,
  type ImportProblem,
} from '@commerce-integration/contract';
import { createRowNormalizer, type FeedRow } from '@commerce-integration/contract/feed-file';
import { type Queryable, sqlOf } from '../../database/queryable.ts';
import { getPartner } from '../../partners/partners.queries.ts';
import type { RowScope } from '../entities/row-service.ts';
import { productLayout } from '../import-products.ts';

/** What a load would do with rows of products, by the rules for rows and the existing products. */
export async function planProducts(
  { em, partnerId }: RowScope,
  { columns, mode }: DataDefinition,
  rows: readonly ReadRow[],
): Promise<Planned[]> {
  const partner = await getPartner(em, formatId('partner', partnerId));
  const layout = productLayout(columns);
  const normalize = createRowNormalizer(layout, { defaultCurrency: partner.defaultCurrency ?? DEFAULT_CURRENCY });
  const checked = rows.map(({ values, problems }) => {
    if (problems.length > 0) return problems;
    return normalize(columns.map(({ target }) => values[target] ?? ''));
  });
  const read = checked.filter((row): row is FeedRow => !Array.isArray(row));
  const stored = await storedProducts(
    sqlOf(em),
    partnerId,
    read.map(({ sku }) => sku),
  );
  return checked.map((row): Planned => {
    // All of the loader's row codes are also codes of imports.
    if (Array.isArray(row)) return { outcome: 'rejected', problems: row as Planned['problems'] & object };
    const before = stored.get((row as FeedRow).sku);
    return { outcome: outcomeOf(mode, before, row as FeedRow, layout) };
  });
}

type StoredProduct = Readonly<Record<string, unknown>> & { readonly attributes: Readonly<Record<string, string>> };

function outcomeOf(
  mode: ImportMode,
  before: StoredProduct | undefined,
  row: FeedRow,
  layout: ReturnType<typeof productLayout>,
): Planned['outcome'] {
  if (!before) return mode === 'update_only' ? 'skipped' : 'inserted';
  if (mode === 'insert_only') return 'skipped';
  const names = (Object.keys(layout.columns) as (keyof typeof layout.columns)[]).filter(
    (name) => layout.applies?.[name] !== 'on_insert',
  );
  const isSame =
    names.every((name) => sameValue(name, before[name], row[name])) &&
    layout.attributes.every(({ name }, index) => (before.attributes[name] ?? null) === (row.attributes[index] ?? null));
  return isSame ? 'unchanged' : 'updated';
}

/** Prices are compared without trailing zeros. */
function sameValue(name: string, before: unknown, after: unknown): boolean {
  if (name === 'price' && before !== null && after !== null) return Number(before) === Number(after);
  return (before ?? null) === (after ?? null);
}

/** Tenancy: the products of the partner that the preview is for. */
async function storedProducts(sql: Queryable, partnerId: number, skus: string[]): Promise<Map<string, StoredProduct>> {
  const { rows } = await sql.query<StoredProduct & { sku: string }>(
    `select sku, product_name, description, brand, category, price, currency, availability, attributes
     from product where partner_id = $1 and sku = any($2::text[])`,
    [partnerId, skus.filter((sku) => sku.isWellFormed())],
  );
  return new Map(rows.map((row) => [row.sku, row]));
}

/** A row of a preview before its outcome is known. */
export interface ReadRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string | null>>;
  readonly problems: readonly ImportProblem[];
  readonly isLeftOut: boolean;
}

/** What an import would do with a row, and the problems found besides those of reading it. */
export type Planned = Pick<DataPreviewRow, 'outcome'> & { readonly problems?: readonly ImportProblem[] };
