import {
  type ImportProblem,
  LIMITS,
  timeQuerySchema,
  type ValidFromPrice,
  validFromPriceSchema,
} from '@commerce-integration/contract';
import { latestPriceLists } from '../../prices/latest-price-lists.ts';
import { priceListEntries } from '../../prices/price-list-entries.ts';
import { setPriceLists } from '../../prices/set-price-lists.ts';
import { findSalesChannelsNamed } from '../../sales-channels/find-sales-channels.ts';
import type { ImportScope, ProductRow, RowOutcome, RowService, RowValues } from './row-service.ts';

/** Sets one entry of a price list in each row; the other entries of the list stay. */
export const priceRows: RowService = {
  changesPrices: true,
  check: (values) => {
    const entry = entryOf(values, new Date());
    return 'code' in entry ? { problem: entry } : { values };
  },
  apply: (scope, rows, at) => applyRows(scope, rows, at, (list, values) => withEntry(list, values, at)),
};

/** Takes one entry out of a price list in each row. */
export const removedPriceRows: RowService = {
  changesPrices: true,
  check: ({ valid_from, sales_channel }) =>
    timeQuerySchema.safeParse(valid_from).success
      ? { values: { valid_from, sales_channel } }
      : { problem: { column: 'valid_from', code: 'not_a_date', message: NO_DATE } },
  apply: (scope, rows, at) =>
    applyRows(scope, rows, at, (list, { valid_from }) => {
      const rest = list.filter((entry) => !isOfTime(entry, Date.parse(valid_from ?? '')));
      return rest.length === list.length ? undefined : rest;
    }),
};

const NO_DATE = 'valid_from must be a date: give the column the type date.';

function entryOf({ price, currency, valid_from }: RowValues, at: Date): ValidFromPrice | ImportProblem {
  if (!price) return { column: 'price', code: 'required', message: 'price must not be empty.' };
  if (!currency) return { column: 'currency', code: 'required', message: 'currency must not be empty.' };
  const entry = {
    valid_from: valid_from ?? at.toISOString(),
    price: plainNumber(price),
    currency: currency.toUpperCase(),
  };
  const parsed = validFromPriceSchema.safeParse(entry);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const column = String(issue?.path[0] ?? 'price');
  const value = { price, currency, valid_from }[column];
  return { column, code: 'invalid_value', message: issue?.message ?? '', ...(value ? { value } : {}) };
}

/** NaN, which the schema refuses, for a text that is no plain decimal: `Number` also reads `0x10` and spaces. */
function plainNumber(text: string): number {
  return /^\d{1,50}(?:\.\d{1,50})?$/.test(text) ? Number(text) : Number.NaN;
}

/** The list with a row's entry; undefined where it has it already; a problem where there is no room for it. */
function withEntry(
  list: readonly ValidFromPrice[],
  values: RowValues,
  at: Date,
): readonly ValidFromPrice[] | undefined | ImportProblem {
  const entry = entryOf(values, at);
  if ('code' in entry) return entry;
  const time = Date.parse(entry.valid_from);
  // Without a time of its own, a price that the list has in force already need not begin anew.
  const same = values.valid_from ? list.find((one) => isOfTime(one, time)) : inForce(list, at);
  if (same && same.price === entry.price && same.currency === entry.currency) return undefined;
  const rest = list.filter((one) => !isOfTime(one, time));
  if (rest.length < LIMITS.priceListEntries) return [...rest, entry];
  const message = `The price list has ${LIMITS.priceListEntries} entries already.`;
  return { column: 'valid_from', code: 'invalid_value', message };
}

function isOfTime(entry: ValidFromPrice, time: number): boolean {
  return Date.parse(entry.valid_from) === time;
}

function inForce(list: readonly ValidFromPrice[], at: Date): ValidFromPrice | undefined {
  return list
    .filter(({ valid_from }) => Date.parse(valid_from) <= at.getTime())
    .reduce<ValidFromPrice | undefined>(
      (last, one) => (last && Date.parse(last.valid_from) > Date.parse(one.valid_from) ? last : one),
      undefined,
    );
}

/** A list that rows change. */
interface ChangedList {
  readonly productId: number;
  readonly salesChannelId: number | null;
  entries: readonly ValidFromPrice[];
  isChanged: boolean;
}

type Change = (
  list: readonly ValidFromPrice[],
  values: RowValues,
) => readonly ValidFromPrice[] | undefined | ImportProblem;

/** Changes lists row by row, and writes each list once. */
async function applyRows(
  { em, partnerId }: ImportScope,
  rows: readonly ProductRow[],
  at: Date,
  change: Change,
): Promise<RowOutcome[]> {
  const channels = await channelsOf({ em, partnerId }, rows);
  const lists = await listsOf(em, rows, channels);
  const outcomes = rows.map((row): RowOutcome => {
    const { sales_channel: named } = row.values;
    const list = lists.get(keyOf(row.productId, named ? channels.get(named) : undefined));
    if (!list || (named && channels.get(named) === undefined)) return unknownChannel(named ?? '');
    const entries = change(list.entries, row.values);
    if (entries === undefined) return 'unchanged';
    if ('code' in entries) return entries;
    Object.assign(list, { entries, isChanged: true });
    return 'updated';
  });
  const changed = [...lists.values()].filter(({ isChanged }) => isChanged);
  const written = changed.map((list) => ({ ...list, partnerId, entries: priceListEntries(list.entries) }));
  await setPriceLists(em, written, at);
  return outcomes;
}

function unknownChannel(value: string): ImportProblem {
  const message = `No sales channel has the ID or external ID ${value}.`;
  return { column: 'sales_channel', code: 'unknown_sales_channel', message, value };
}

/** The numbers of the sales channels that rows name; undefined for one that the partner does not have. */
async function channelsOf(
  { em, partnerId }: Pick<ImportScope, 'em' | 'partnerId'>,
  rows: readonly ProductRow[],
): Promise<Map<string, number | undefined>> {
  const names = [...new Set(rows.flatMap(({ values }) => values.sales_channel ?? []))];
  if (names.length === 0) return new Map();
  const found = await findSalesChannelsNamed(em, partnerId, names);
  return new Map(names.map((name) => [name, found.get(name)]));
}

/** The lists of rows whose channels are known, as they are now. */
async function listsOf(
  em: ImportScope['em'],
  rows: readonly ProductRow[],
  channels: ReadonlyMap<string, number | undefined>,
): Promise<Map<string, ChangedList>> {
  const lists = new Map<string, ChangedList>();
  for (const { productId, values } of rows) {
    const { sales_channel: named } = values;
    const channel = named ? channels.get(named) : undefined;
    if (named && channel === undefined) continue;
    const list = { productId, salesChannelId: channel ?? null, entries: [], isChanged: false };
    lists.set(keyOf(productId, channel), list);
  }
  const wanted = [...lists.values()];
  const entries = await latestPriceLists(em, wanted);
  for (const [index, list] of wanted.entries()) list.entries = entries[index] ?? [];
  return lists;
}

function keyOf(productId: number, channel: number | undefined): string {
  return `${productId} ${channel ?? 0}`;
}
