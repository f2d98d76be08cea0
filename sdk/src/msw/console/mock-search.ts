import {
  formatId,
  JOB_TYPE_DECLARATIONS,
  type Scope,
  SEARCH_TYPES,
  type SearchResult,
  type SearchResults,
  type SearchType,
} from '@commerce-integration/contract';
import { equalShares, searchedId } from '@commerce-integration/contract/rules';
import { jobOfBatch } from '../batches/mock-batch-rows.ts';
import { descriptorsOf, groupsOf } from '../impex/mock-impex-rows.ts';
import { exportersOf, exportsOf } from '../order-exports/mock-exporter-rows.ts';
import { feedsOf, pushesOf, updatesOf } from '../order-updates/mock-update-rows.ts';
import { eventsOf } from '../store/mock-event-log.ts';
import type { Caller, Owned } from '../store/mock-rows.ts';
import { type MockTables, visibleRows } from '../store/mock-tables.ts';
import { deliveriesOf, webhooksOf } from '../webhooks/mock-webhook-rows.ts';

type Shown = Pick<SearchResult, 'title' | 'subtitle' | 'status'>;

/** What can be found of one type. */
interface Found {
  id: string;
  shown: Shown;
  /** The IDs that lead to it, and the texts by whose beginning it is found, by the names of their fields. */
  ids: Record<string, string>;
  texts?: Record<string, string | null>;
}

interface Finder {
  /** Undefined for what every key may read. */
  scope: Scope | undefined;
  all(parts: { tables: MockTables; caller: Caller }): Found[];
}

/** All objects of each type: one that is missing does not compile. */
const FINDERS: Record<SearchType, Finder> = {
  partner: {
    scope: undefined,
    all: (parts) =>
      visibleRows(parts.tables.partners, parts.caller).map(({ id, shown: { partner_id, partner_name, status } }) => {
        const keys = [...parts.tables.apiKeys.values()].filter(({ partnerId }) => partnerId === id);
        return {
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
  feed: finder(
    'feeds:read',
    ({ feeds }) => feeds,
    ({ shown: { feed_id, file_name, status } }, partner) => ({
      id: feed_id,
      shown: { title: file_name, subtitle: partner, status },
      ids: { feed_id },
      texts: { file_name },
    }),
  ),
  job: finder(
    'jobs:read',
    ({ jobs }) => jobs,
    ({ jobType, number, status }, partner) => {
      const { idKind, work } = JOB_TYPE_DECLARATIONS[jobType];
      const job_id = formatId(idKind, number);
      return { id: job_id, shown: { title: work, subtitle: partner, status }, ids: { job_id } };
    },
  ),
  product: finder(
    'products:read',
    ({ products }) => products,
    ({ shown }, partner) => ({
      id: shown.product_id,
      shown: { title: shown.product_name, subtitle: `${shown.sku} · ${partner}`, status: shown.availability },
      ids: { product_id: shown.product_id },
      texts: { sku: shown.sku, product_name: shown.product_name },
    }),
  ),
  order: finder(
    'orders:read',
    ({ orders }) => orders,
    ({ shown, progress }, partner) => ({
      id: shown.order_id,
      shown: { title: shown.customer_reference ?? shown.order_id, subtitle: partner, status: progress.status },
      ids: {
        order_id: shown.order_id,
        ...numbered(
          'order_item_id',
          shown.items.map((item) => item.order_item_id),
        ),
        ...numbered(
          'delivery_id',
          progress.deliveries.map((delivery) => formatId('delivery', delivery.id ?? 0)),
        ),
      },
      texts: { customer_reference: shown.customer_reference },
    }),
  ),
  shipment: {
    scope: 'orders:read',
    all: ({ tables, caller }) =>
      visibleRows(tables.orders, caller).flatMap(({ shown, progress }) =>
        progress.deliveries
          .flatMap(({ shipments }) => shipments)
          .map(({ id, tracking_number }) => {
            const shipment_id = formatId('shipment', id ?? 0);
            const title = tracking_number ?? shipment_id;
            return {
              id: shipment_id,
              shown: { title, subtitle: shown.order_id, status: null },
              ids: { shipment_id },
              texts: { tracking_number },
            };
          }),
      ),
  },
  order_update: finder('orders:read', updatesOf, ({ shown: { order_update_id, update_id, status } }, partner) => ({
    id: order_update_id,
    shown: { title: update_id, subtitle: partner, status },
    ids: { order_update_id },
  })),
  order_update_feed: finder('orders:read', feedsOf, ({ id, shown }, partner, tables) => {
    const { order_update_feed_id, name } = shown;
    const pushes = [...pushesOf(tables).values()].filter(({ feedId }) => feedId === id);
    const ids = numbered(
      'push_id',
      pushes.map((push) => formatId('orderUpdatePush', push.id)),
    );
    const shownAs = { title: name, subtitle: partner, status: null };
    return { id: order_update_feed_id, shown: shownAs, ids: { order_update_feed_id, ...ids }, texts: { name } };
  }),
  order_exporter: finder('order_exports:read', exportersOf, ({ shown: { exporter_id, name, enabled } }, partner) => ({
    id: exporter_id,
    shown: { title: name, subtitle: partner, status: enabled ? 'enabled' : 'disabled' },
    ids: { exporter_id },
    texts: { name },
  })),
  order_export: finder('order_exports:read', exportsOf, ({ id, orderId, flag, status }) => {
    const order_export_id = formatId('orderExport', id);
    const shown = { title: formatId('order', orderId), subtitle: flag, status };
    return { id: order_export_id, shown, ids: { order_export_id } };
  }),
  sales_channel: finder(
    'sales_channels:read',
    ({ salesChannels }) => salesChannels,
    ({ shown }, partner) => ({
      id: shown.sales_channel_id,
      shown: { title: shown.name, subtitle: partner, status: null },
      ids: { sales_channel_id: shown.sales_channel_id },
      texts: { name: shown.name, external_id: shown.external_id },
    }),
  ),
  customer: {
    scope: 'customers:read',
    all: ({ tables, caller }) =>
      visibleRows(tables.customers, caller).map(({ shown: { customer_id } }) => {
        const addresses = [...tables.addresses.values()].filter(({ shown }) => shown.customer_id === customer_id);
        return {
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
  operations_batch: finder(
    'batches:read',
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
  data_group: finder('impex:read', groupsOf, ({ shown: { data_group_id, name } }, partner) => ({
    id: data_group_id,
    shown: { title: name, subtitle: partner, status: null },
    ids: { data_group_id },
    texts: { name },
  })),
  data_descriptor: finder('impex:read', descriptorsOf, ({ shown: { data_descriptor_id, name } }, partner) => ({
    id: data_descriptor_id,
    shown: { title: name, subtitle: partner, status: null },
    ids: { data_descriptor_id },
    texts: { name },
  })),
  webhook: finder('webhooks:read', webhooksOf, ({ shown: { webhook_id, url, status } }, partner) => ({
    id: webhook_id,
    shown: { title: url, subtitle: partner, status },
    ids: { webhook_id },
    texts: { url },
  })),
  webhook_delivery: finder('webhooks:read', deliveriesOf, ({ id, event, webhookId, status }) => {
    const delivery_id = formatId('webhookDelivery', id);
    const shown = { title: event.type, subtitle: formatId('webhook', webhookId), status };
    return { id: delivery_id, shown, ids: { delivery_id } };
  }),
  event: finder('events:read', eventsOf, ({ id, type, subjectId }) => {
    const event_id = formatId('event', id);
    return { id: event_id, shown: { title: type, subtitle: subjectId, status: null }, ids: { event_id } };
  }),
};

/** Finds what the server would: objects with that ID first, then those whose texts begin so. */
export function search(
  parts: { tables: MockTables; caller: Caller },
  { q, types, limit }: { q: string; types?: string | undefined; limit: number },
): SearchResults {
  const wanted = types?.split(',');
  const id = searchedId(q);
  const seen = SEARCH_TYPES.filter((type) => wanted?.includes(type) ?? true).flatMap((type) => {
    const { scope, all } = FINDERS[type];
    const mayRead = scope === undefined || parts.caller.scopes.includes(scope);
    return mayRead ? [{ type, all: all(parts) }] : [];
  });
  const begins = (text: string | null | undefined) => text?.toLowerCase().startsWith(q.toLowerCase()) ?? false;
  const exact = seen.flatMap(({ type, all }) =>
    resultsOf(type, all, ({ ids }) =>
      Object.keys(ids).find((field) => id && ids[field] === formatId(id.kind, id.number)),
    ),
  );
  const byText = seen.map(({ type, all }) =>
    resultsOf(type, all, ({ texts = {} }) => Object.keys(texts).find((field) => begins(texts[field]))).filter(
      (one) => !exact.some((known) => known.id === one.id),
    ),
  );
  const items = [...exact, ...equalShares(byText, limit - exact.length)].slice(0, limit);
  return { count: items.length, items };
}

/** @param matched the field that matches; undefined for none */
function resultsOf(type: SearchType, all: Found[], matched: (one: Found) => string | undefined): SearchResult[] {
  return all.flatMap((one) => {
    const field = matched(one);
    return field === undefined ? [] : [{ type, id: one.id, ...one.shown, matched: field.replace(/\W.*/, '') }];
  });
}

function finder<Row extends Owned>(
  scope: Scope,
  table: (tables: MockTables) => ReadonlyMap<number, Row>,
  find: (row: Row, partner: string | null, tables: MockTables) => Found,
): Finder {
  const partnerOf = (tables: MockTables, { partnerId }: Row) =>
    partnerId === null ? null : tables.partnerName(partnerId);
  return {
    scope,
    all: ({ tables, caller }) =>
      visibleRows(table(tables), caller).map((row) => find(row, partnerOf(tables, row), tables)),
  };
}

/** Several IDs under one name. */
function numbered(field: string, ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id, at) => [`${field} ${at}`, id]));
}
