import { type ImportProblem, timeQuerySchema, type ValidFromPrice } from '@commerce-integration/contract';
import {
  priceEntry,
  type RowValues,
  unknownChannel,
  withoutPriceEntry,
  withPriceEntry,
} from '@commerce-integration/contract/rules';
import { latestPriceLists } from '../../prices/current-price-lists.ts';
import { priceListEntries, setPriceLists } from '../../prices/set-price-lists.ts';
import { findSalesChannelsNamed } from '../../sales-channels/find-sales-channels.ts';
import type { ProductRow, ProductRowService, RowOutcome, RowPlan, RowScope } from './row-service.ts';

/** Sets one entry of a price list in each row; the other entries of the list stay. */
export const priceRows: ProductRowService = {
  about: 'product',
  refersTo: ['product'],
  changesPrices: true,
  check: (values) => {
    const entry = priceEntry(values, new Date());
    return 'code' in entry ? { problem: entry } : { values };
  },
  plan: (scope, rows, at) => planRows(scope, rows, (list, values) => withPriceEntry(list, values, at)),
};

/** Removes one entry from a price list in each row. */
export const removedPriceRows: ProductRowService = {
  about: 'product',
  refersTo: ['product'],
  changesPrices: true,
  check: ({ valid_from, sales_channel }) =>
    timeQuerySchema.safeParse(valid_from).success
      ? { values: { valid_from, sales_channel } }
      : { problem: { column: 'valid_from', code: 'not_a_date', message: NO_DATE } },
  plan: (scope, rows) => planRows(scope, rows, (list, { valid_from }) => withoutPriceEntry(list, valid_from ?? '')),
};

const NO_DATE = 'valid_from must be a date: give the column the type date.';

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

/** Changes lists row by row; each list is written once. */
async function planRows({ em, partnerId }: RowScope, rows: readonly ProductRow[], change: Change): Promise<RowPlan> {
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
  return {
    outcomes,
    write: async ({ at }) => {
      await setPriceLists(em, written, at);
    },
  };
}

/** The numbers of the sales channels that rows name; undefined for one that the partner does not have. */
async function channelsOf(
  { em, partnerId }: RowScope,
  rows: readonly ProductRow[],
): Promise<Map<string, number | undefined>> {
  const names = [...new Set(rows.flatMap(({ values }) => values.sales_channel ?? []))];
  if (names.length === 0) return new Map();
  const found = await findSalesChannelsNamed(em, partnerId, names);
  return new Map(names.map((name) => [name, found.get(name)]));
}

/** The current lists of rows whose channels are known. */
async function listsOf(
  em: RowScope['em'],
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
