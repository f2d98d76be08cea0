import {
  formatId,
  ID_PREFIXES,
  type IdKind,
  JOB_TYPE_DECLARATIONS,
  type Scope,
  SEARCH_TYPES,
  type SearchResult,
  type SearchResults,
  type SearchType,
} from '@commerce-integration/contract';
import { jobOfBatch } from '../batches/mock-batch-rows.ts';
import { eventsOf } from '../store/mock-event-log.ts';
import type { Caller, Owned } from '../store/mock-rows.ts';
import { type MockTables, visibleRows } from '../store/mock-tables.ts';
import { deliveriesOf, webhooksOf } from '../webhooks/mock-webhook-rows.ts';

type Shown = Pick<SearchResult, 'title' | 'subtitle' | 'status'>;

/** What can be found of one type. */
interface Found {
  type: SearchType;
  id: string;
  shown: Shown;
  /** The IDs that lead to it, and the texts by whose beginning it is found, by the names of their fields. */
  ids: Record<string, string>;
  texts?: Record<string, string | null>;
}

type Finder = (parts: { tables: MockTables; caller: Caller }) => Found[];

/** All objects of each type, with the scope that reads them. */
const FINDERS: readonly { scope: Scope | undefined; all: Finder }[] = [
  {
    scope: undefined,
    all: (parts) =>
      visibleRows(parts.tables.partners, parts.caller).map(({ id, shown: { partner_id, partner_name, status } }) => {
        const keys = [...parts.tables.apiKeys.values()].filter(({ partnerId }) => partnerId === id);
        return {
          type: 'partner',
          id: partner_id,
          shown: { title: partner_name, subtitle: null, status },
          ids: {
            partner_id,
            ...numbered(
              'api_key_id',
              keys.map((key) => formatId('apiKey', key.id)),
            ),
          },
          texts: { partner_name },
        };
      }),
  },
  finder(
    'feeds:read',
    'feed',
    ({ feeds }) => feeds,
    ({ shown: { feed_id, file_name, status } }, partner) => ({
      id: feed_id,
      shown: { title: file_name, subtitle: partner, status },
      ids: { feed_id },
      texts: { file_name },
    }),
  ),
  finder(
    'jobs:read',
    'job',
    ({ jobs }) => jobs,
    ({ jobType, number, status }, partner) => {
      const { idKind, work } = JOB_TYPE_DECLARATIONS[jobType];
      const job_id = formatId(idKind, number);
      return { id: job_id, shown: { title: work, subtitle: partner, status }, ids: { job_id } };
    },
  ),
  finder(
    'products:read',
    'product',
    ({ products }) => products,
    ({ shown }, partner) => ({
      id: shown.product_id,
      shown: { title: shown.product_name, subtitle: `${shown.sku} · ${partner}`, status: shown.availability },
      ids: { product_id: shown.product_id },
      texts: { sku: shown.sku, product_name: shown.product_name },
    }),
  ),
  finder(
    'orders:read',
    'order',
    ({ orders }) => orders,
    ({ shown }, partner) => ({
      id: shown.order_id,
      shown: { title: shown.customer_reference ?? shown.order_id, subtitle: partner, status: shown.status },
      ids: {
        order_id: shown.order_id,
        ...numbered(
          'order_item_id',
          shown.items.map((item) => item.order_item_id),
        ),
      },
      texts: { customer_reference: shown.customer_reference },
    }),
  ),
  finder(
    'sales_channels:read',
    'sales_channel',
    ({ salesChannels }) => salesChannels,
    ({ shown }, partner) => ({
      id: shown.sales_channel_id,
      shown: { title: shown.name, subtitle: partner, status: null },
      ids: { sales_channel_id: shown.sales_channel_id },
      texts: { name: shown.name, external_id: shown.external_id },
    }),
  ),
  {
    scope: 'customers:read',
    all: ({ tables, caller }) =>
      visibleRows(tables.customers, caller).map(({ shown: { customer_id } }) => {
        const addresses = [...tables.addresses.values()].filter(({ shown }) => shown.customer_id === customer_id);
        return {
          type: 'customer',
          id: customer_id,
          shown: { title: customer_id, subtitle: null, status: null },
          ids: {
            customer_id,
            ...numbered(
              'address_id',
              addresses.map(({ shown }) => shown.address_id),
            ),
          },
        };
      }),
  },
  finder(
    'batches:read',
    'operations_batch',
    ({ batches }) => batches,
    (row, partner, tables) => {
      const { batch_id, name, batch_type, upload_id } = row.shown;
      const { status } = jobOfBatch(tables, row);
      return {
        id: batch_id,
        shown: { title: name ?? batch_id, subtitle: `${batch_type} · ${partner}`, status },
        ids: { batch_id, upload_id },
        texts: { name },
      };
    },
  ),
  finder('webhooks:read', 'webhook', webhooksOf, ({ shown: { webhook_id, url, status } }, partner) => ({
    id: webhook_id,
    shown: { title: url, subtitle: partner, status },
    ids: { webhook_id },
    texts: { url },
  })),
  finder('webhooks:read', 'webhook_delivery', deliveriesOf, ({ id, event, webhookId, status }) => {
    const delivery_id = formatId('webhookDelivery', id);
    const shown = { title: event.type, subtitle: formatId('webhook', webhookId), status };
    return { id: delivery_id, shown, ids: { delivery_id } };
  }),
  finder('events:read', 'event', eventsOf, ({ id, type, subjectId }) => {
    const event_id = formatId('event', id);
    return { id: event_id, shown: { title: type, subtitle: subjectId, status: null }, ids: { event_id } };
  }),
];

/** Finds what the server would: objects with that ID first, then those whose texts begin so. */
export function search(
  { tables, caller }: { tables: MockTables; caller: Caller },
  { q, types, limit }: { q: string; types?: string | undefined; limit: number },
): SearchResults {
  const wanted = types?.split(',');
  const all = FINDERS.filter(({ scope }) => scope === undefined || caller.scopes.includes(scope))
    .flatMap((one) => one.all({ tables, caller }))
    .filter(({ type }) => wanted?.includes(type) ?? true)
    .sort((a, b) => SEARCH_TYPES.indexOf(a.type) - SEARCH_TYPES.indexOf(b.type));
  const id = paddedId(q);
  const found = (matched: (one: Found) => string | undefined) =>
    all.flatMap((one): SearchResult[] => {
      const field = matched(one);
      return field === undefined
        ? []
        : [{ type: one.type, id: one.id, ...one.shown, matched: field.replace(/\W.*/, '') }];
    });
  const byId = found(({ ids }) => Object.keys(ids).find((field) => ids[field] === id));
  const begins = (text: string | null | undefined) => text?.toLowerCase().startsWith(q.toLowerCase());
  const byText = found(({ texts = {} }) => Object.keys(texts).find((field) => begins(texts[field])));
  const others = byText.filter((one) => !byId.some((known) => known.id === one.id));
  const items = [...byId, ...others].slice(0, limit);
  return { count: items.length, items };
}

function finder<Row extends Owned>(
  scope: Scope,
  type: SearchType,
  table: (tables: MockTables) => ReadonlyMap<number, Row>,
  find: (row: Row, partner: string | null, tables: MockTables) => Omit<Found, 'type'>,
): { scope: Scope; all: Finder } {
  const partnerOf = (tables: MockTables, { partnerId }: Row) =>
    partnerId === null ? null : tables.partnerName(partnerId);
  return {
    scope,
    all: ({ tables, caller }) =>
      visibleRows(table(tables), caller).map((row) => ({ type, ...find(row, partnerOf(tables, row), tables) })),
  };
}

/** Several IDs under one name. */
function numbered(field: string, ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id, at) => [`${field} ${at}`, id]));
}

/** The ID that a text is, in any letter case and also without the zeros that it is padded with. */
function paddedId(text: string): string | undefined {
  const [, prefix = '', digits] = /^([a-z]{2})(\d{1,15})$/i.exec(text) ?? [];
  const [kind] = Object.entries(ID_PREFIXES).find(([, one]) => one === prefix.toUpperCase()) ?? [];
  return kind && formatId(kind as IdKind, Number(digits));
}
