import { CURRENCY_DIGITS } from '@commerce-integration/contract';
import {
  createRowNormalizer,
  type FeedLayout,
  type FeedRow,
  type RowProblem,
  readableSku,
  readFeedHeader,
  tooManyDecimals,
} from '@commerce-integration/contract/feed-file';
import type { FeedFile } from '../feeds/mock-feed-file.ts';
import { LoadFailure } from '../jobs/mock-worker.ts';
import type { JobErrorRow, ProductRow } from '../mock-rows.ts';
import { plainAmount } from '../orders/mock-amounts.ts';

export interface StagedRow {
  line: number;
  row: FeedRow;
}

/** A file's rows, good and rejected. */
export interface StagedFeed {
  layout: FeedLayout;
  rows: StagedRow[];
  errors: JobErrorRow[];
  processed: number;
  rejected: number;
  /** The first rejection, as a sentence that names its line. */
  firstProblem: string;
}

/** What the catalogue has under a SKU. */
export type ProductBySku = (sku: string) => ProductRow | undefined;

/** Checks a file's rows by the rules of the feed file. @throws LoadFailure where it cannot be read on */
export function stageFeed(file: FeedFile, defaultCurrency: string, productBySku: ProductBySku): StagedFeed {
  const header = readFeedHeader(file.header.names);
  if ('error' in header) throw new LoadFailure(header.error);
  const { layout } = header;
  const normalize = createRowNormalizer(layout, { defaultCurrency });
  const staged: StagedFeed = { layout, rows: [], errors: [], processed: 0, rejected: 0, firstProblem: '' };
  for (const { cells, line, problem } of file.records) {
    staged.processed += 1;
    const row = problem ? [problem] : normalize(cells);
    if (Array.isArray(row)) reject(staged, line, readableSku(cells[layout.columns.sku ?? 0]), row);
    else staged.rows.push({ line, row });
  }
  if (file.failure) throw new LoadFailure(file.failure.message, staged.errors);
  takeOutMismatched(staged, defaultCurrency, productBySku);
  staged.errors.sort((a, b) => a.line - b.line || a.position - b.position);
  return staged;
}

/** The price that a product will have. */
export function priceOf({ columns }: FeedLayout, row: FeedRow, before: ProductRow | undefined): string | null {
  return columns.price === undefined ? (before?.price ?? null) : plainAmount(row.price);
}

/** The currency that a product will have; one that has its own keeps it where the file names none. */
export function currencyOf(
  { columns }: FeedLayout,
  row: FeedRow,
  before: ProductRow | undefined,
  defaultCurrency: string,
): string | null {
  const [hasPrice, hasCurrency] = [columns.price !== undefined, columns.currency !== undefined];
  if (hasPrice && hasCurrency) return row.currency;
  if (hasCurrency) return row.currency ?? (before?.price ? defaultCurrency : null);
  if (hasPrice) return before?.currency ?? (row.price === null ? null : defaultCurrency);
  return before?.currency ?? null;
}

/** Rejects rows whose price and currency, one of them the catalogue's, do not go together. */
function takeOutMismatched(staged: StagedFeed, defaultCurrency: string, productBySku: ProductBySku): void {
  const { layout } = staged;
  const { price: pricedAt, currency: namedAt } = layout.columns;
  if ((pricedAt === undefined) === (namedAt === undefined)) return;
  const column = pricedAt === undefined ? 'currency' : 'price';
  staged.rows = staged.rows.filter(({ line, row }) => {
    const before = productBySku(row.sku);
    const [price, currency] = [priceOf(layout, row, before), currencyOf(layout, row, before, defaultCurrency)];
    const decimals = price?.split('.')[1]?.length ?? 0;
    if (currency === null || decimals <= (CURRENCY_DIGITS.get(currency) ?? 2)) return true;
    reject(staged, line, row.sku, [tooManyDecimals(column, column === 'price' ? (price ?? '') : currency, currency)]);
    return false;
  });
}

function reject(staged: StagedFeed, line: number, sku: string | null, problems: readonly RowProblem[]): void {
  staged.rejected += 1;
  staged.firstProblem ||= `line ${line}: ${problems[0]?.message ?? ''}`;
  problems.forEach(({ column, code, message, value }, position) => {
    staged.errors.push({
      line,
      position,
      ...(sku === null ? {} : { sku }),
      ...(column === undefined ? {} : { column }),
      code,
      message,
      ...(value === undefined ? {} : { value: value.replaceAll('\0', '\uFFFD') }),
      severity: 'error',
    });
  });
}
