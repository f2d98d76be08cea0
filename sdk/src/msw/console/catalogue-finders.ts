import { formatId } from '@commerce-integration/contract';
import { jobOfBatch } from '../batches/mock-batch-rows.ts';
import { categoriesOf } from '../categories/mock-categories.ts';
import { descriptorsOf, groupsOf } from '../impex/mock-impex-rows.ts';
import { visibleRows } from '../store/mock-tables.ts';
import { type Finder, finder, numbered } from './finder.ts';

/** Of partners, their catalogue and what loads it. */
export const catalogueFinders = {
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
  category: finder('products:read', categoriesOf, ({ shown: { category_id, name, code } }, partner) => ({
    id: category_id,
    shown: { title: name, subtitle: partner, status: null },
    ids: { category_id },
    texts: { name, code },
  })),
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
} satisfies Record<string, Finder>;
