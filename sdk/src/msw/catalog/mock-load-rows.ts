import { CURRENCY_DIGITS } from '@commerce-integration/contract';
import {
  createRowNormalizer,
  type FeedLayout,
  type FeedRow,
  firstWarningPosition,
  type RowProblem,
  rowOfRecord,
  tooManyDecimals,
} from '@commerce-integration/contract/feed-file';
import { withoutNul } from '@commerce-integration/contract/rules';
import { LoadFailure } from '../jobs/mock-worker.ts';
import type { FeedFile, JobErrorRow, Offer, ProductRow } from '../store/mock-rows.ts';

export interface StagedRow {
  line: number;
  row: FeedRow;
}

/** A file's rows, accepted and rejected. */
export interface StagedFeed {
  layout: FeedLayout;
  rows: StagedRow[];
  errors: JobErrorRow[];
  processed: number;
  rejected: number;
  /** Number of rows whose products cannot be identified. */
  lost: number;
  /** The first rejection in the file, as a sentence that names its line. */
  firstProblem: string;
  firstLine: number;
}

const NO_PROBLEM = { firstProblem: '', firstLine: Number.POSITIVE_INFINITY };

/** The products of the catalogue, by SKU. */
export type ProductsBySku = ReadonlyMap<string, ProductRow>;

/** Checks a file's rows by the rules of the feed file. @throws LoadFailure where it cannot be read to its end */
export function stageFeed(
  file: Pick<FeedFile, 'layout' | 'records' | 'failure'>,
  defaultCurrency: string,
  products: ProductsBySku,
): StagedFeed {
  const { layout } = file;
  const normalize = createRowNormalizer(layout, { defaultCurrency });
  const staged: StagedFeed = { layout, rows: [], errors: [], processed: 0, rejected: 0, lost: 0, ...NO_PROBLEM };
  for (const record of file.records) {
    const { line } = record;
    const found = rowOfRecord(record, layout, normalize);
    staged.processed += 1;
    if (found.isLost) staged.lost += 1;
    if (found.row) staged.rows.push({ line, row: found.row });
    else reject(staged, line, found.sku, found.problems);
    report(staged, 'warning', line, found.sku, found.warnings, firstWarningPosition(found));
  }
  if (file.failure) throw new LoadFailure(file.failure.message, staged.errors);
  rejectCurrencyMismatches(staged, defaultCurrency, products);
  staged.errors.sort((a, b) => a.line - b.line || a.position - b.position);
  return staged;
}

/** The price that a product will have. */
export function priceOf({ columns }: FeedLayout, row: FeedRow, before: Offer | undefined): number | null {
  if (columns.price === undefined) return before?.price ?? null;
  return row.price === null ? null : Number(row.price);
}

/** The currency that a product will have; an existing product keeps its own where the file names none. */
export function currencyOf(
  { columns }: FeedLayout,
  row: FeedRow,
  before: Offer | undefined,
  defaultCurrency: string,
): string | null {
  const [hasPrice, hasCurrency] = [columns.price !== undefined, columns.currency !== undefined];
  if (hasPrice && hasCurrency) return row.currency;
  if (hasCurrency) return row.currency ?? (before && before.price !== null ? defaultCurrency : null);
  if (hasPrice) return before?.currency ?? (row.price === null ? null : defaultCurrency);
  return before?.currency ?? null;
}

/** Rejects rows whose price and currency do not fit together, where one of them comes from the catalogue. */
function rejectCurrencyMismatches(staged: StagedFeed, defaultCurrency: string, products: ProductsBySku): void {
  const { layout } = staged;
  const { price: pricedAt, currency: namedAt } = layout.columns;
  if ((pricedAt === undefined) === (namedAt === undefined)) return;
  const column = pricedAt === undefined ? 'currency' : 'price';
  staged.rows = staged.rows.filter(({ line, row }) => {
    const before = products.get(row.sku)?.shown;
    const [price, currency] = [priceOf(layout, row, before), currencyOf(layout, row, before, defaultCurrency)];
    const decimals = String(price ?? '').split('.')[1]?.length ?? 0;
    if (currency === null || decimals <= (CURRENCY_DIGITS.get(currency) ?? 2)) return true;
    reject(staged, line, row.sku, [tooManyDecimals(column, column === 'price' ? String(price) : currency, currency)]);
    return false;
  });
}

function reject(staged: StagedFeed, line: number, sku: string | null, problems: readonly RowProblem[]): void {
  staged.rejected += 1;
  // Rows that the catalogue rejects are reported later than rows that follow them in the file.
  if (line < staged.firstLine) {
    staged.firstLine = line;
    staged.firstProblem = `line ${line}: ${problems[0]?.message ?? ''}`;
  }
  report(staged, 'error', line, sku, problems, 0);
}

function report(
  staged: StagedFeed,
  severity: JobErrorRow['severity'],
  line: number,
  sku: string | null,
  problems: readonly RowProblem[],
  first: number,
): void {
  problems.forEach(({ column, code, message, value }, index) => {
    staged.errors.push({
      line,
      position: first + index,
      ...(sku === null ? {} : { sku }),
      ...(column === undefined ? {} : { column }),
      code,
      message,
      ...(value === undefined ? {} : { value: withoutNul(value) }),
      severity,
    });
  });
}
